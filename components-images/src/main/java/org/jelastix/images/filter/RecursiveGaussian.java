package org.jelastix.images.filter;

import org.jelastix.api.parallel.Parallel;

/**
 * Convolution with a Gaussian, approximated by a causal and an anticausal recursive filter of order
 * four, whose cost does not depend on the width.
 *
 * <p>Each half of the Gaussian is written as two damped cosines, {@code Σₖ (Aₖ cos(Wₖ t/σ) + Bₖ
 * sin(Wₖ t/σ)) exp(Lₖ t/σ)}, with the parameters of G. Farnebäck and C.-F. Westin, "Improving
 * Deriche-style recursive Gaussian filters", Journal of Mathematical Imaging and Vision 26, 2006
 * (as in ITK), and scaled so that constants stay as they are. Beyond its ends a line goes on with
 * its outermost values.
 */
public final class RecursiveGaussian {
  private static final double A1 = 1.3530;
  private static final double B1 = 1.8151;
  private static final double W1 = 0.6681;
  private static final double L1 = -1.3932;
  private static final double A2 = -0.3531;
  private static final double B2 = 0.0902;
  private static final double W2 = 2.0787;
  private static final double L2 = -1.3732;
  private static final int ORDER = 4;

  /** Weights of input samples: n₀ … n₃ of the causal filter, m₁ … m₄ of the other. */
  private final double[] causal;

  private final double[] anticausal;

  /** Weights of earlier output samples, d₁ … d₄, of both. */
  private final double[] feedback;

  /** What a constant line of ones becomes in either filter. */
  private final double causalGain;

  private final double anticausalGain;

  /**
   * @param sigma standard deviation in samples, above 0
   */
  public RecursiveGaussian(double sigma) {
    double sin1 = Math.sin(W1 / sigma);
    double sin2 = Math.sin(W2 / sigma);
    double cos1 = Math.cos(W1 / sigma);
    double cos2 = Math.cos(W2 / sigma);
    double exp1 = Math.exp(L1 / sigma);
    double exp2 = Math.exp(L2 / sigma);
    // Denominator: (1 - 2 e₁ c₁ z + e₁² z²)(1 - 2 e₂ c₂ z + e₂² z²), z a delay by one sample.
    double d1 = -2 * (exp2 * cos2 + exp1 * cos1);
    double d2 = 4 * cos2 * cos1 * exp1 * exp2 + exp1 * exp1 + exp2 * exp2;
    double d3 = -2 * cos1 * exp1 * exp2 * exp2 - 2 * cos2 * exp2 * exp1 * exp1;
    double d4 = exp1 * exp1 * exp2 * exp2;
    double n0 = A1 + A2;
    double n1 =
        exp2 * (B2 * sin2 - (A2 + 2 * A1) * cos2) + exp1 * (B1 * sin1 - (A1 + 2 * A2) * cos1);
    double n2 =
        2 * exp1 * exp2 * ((A1 + A2) * cos2 * cos1 - (B1 * cos2 * sin1 + B2 * cos1 * sin2))
            + A2 * exp1 * exp1
            + A1 * exp2 * exp2;
    double n3 =
        exp2 * exp1 * exp1 * (B2 * sin2 - A2 * cos2) + exp1 * exp2 * exp2 * (B1 * sin1 - A1 * cos1);
    double sumD = 1 + d1 + d2 + d3 + d4;
    double scale = 1 / (2 * (n0 + n1 + n2 + n3) / sumD - n0);
    n0 *= scale;
    n1 *= scale;
    n2 *= scale;
    n3 *= scale;
    causal = new double[] {n0, n1, n2, n3};
    anticausal = new double[] {n1 - d1 * n0, n2 - d2 * n0, n3 - d3 * n0, -d4 * n0};
    feedback = new double[] {d1, d2, d3, d4};
    causalGain = (n0 + n1 + n2 + n3) / sumD;
    anticausalGain = (anticausal[0] + anticausal[1] + anticausal[2] + anticausal[3]) / sumD;
  }

  /**
   * Smooths an image along one axis, in place.
   *
   * @param data one value a voxel
   * @param size voxels along each axis
   * @param axis which
   * @param parallel splits the work
   */
  public void smooth(float[] data, int[] size, int axis, Parallel parallel) {
    new Lines(size, axis).filter(data, () -> new Worker(size[axis]), parallel);
  }

  /** The filter of one task, with its scratch: lines with four samples more at both ends. */
  private final class Worker implements LineFilter {
    private static final int T = Lines.TILE;
    private final double[] input;
    private final double[] output;

    Worker(int length) {
      input = new double[(length + 2 * ORDER) * T];
      output = new double[(length + 2 * ORDER) * T];
    }

    @Override
    public void filter(double[] tile, int length) {
      int last = (length - 1) * T;
      System.arraycopy(tile, 0, input, ORDER * T, length * T);
      for (int pad = 0; pad < ORDER; pad++) {
        System.arraycopy(tile, 0, input, pad * T, T);
        System.arraycopy(tile, last, input, (length + ORDER + pad) * T, T);
        for (int k = 0; k < T; k++) {
          output[pad * T + k] = tile[k] * causalGain;
          output[(length + ORDER + pad) * T + k] = tile[last + k] * anticausalGain;
        }
      }
      int from = ORDER * T;
      int to = (length + ORDER) * T;
      weighEarlier(causal, input, output, from, to);
      feedEarlier(feedback, output, from, to);
      System.arraycopy(output, from, tile, 0, length * T);
      weighLater(anticausal, input, output, from, to);
      feedLater(feedback, output, from, to);
      add(output, from, tile, length * T);
    }

    // One short loop a step, along all lines at once: these become vector instructions.

    private static void weighEarlier(double[] n, double[] in, double[] out, int from, int to) {
      double n0 = n[0];
      double n1 = n[1];
      double n2 = n[2];
      double n3 = n[3];
      for (int j = from; j < to; j++) {
        out[j] = in[j] * n0 + in[j - T] * n1 + in[j - 2 * T] * n2 + in[j - 3 * T] * n3;
      }
    }

    private static void feedEarlier(double[] d, double[] out, int from, int to) {
      double d1 = d[0];
      double d2 = d[1];
      double d3 = d[2];
      double d4 = d[3];
      for (int j = from; j < to; j++) {
        out[j] -= out[j - T] * d1 + out[j - 2 * T] * d2 + out[j - 3 * T] * d3 + out[j - 4 * T] * d4;
      }
    }

    private static void weighLater(double[] m, double[] in, double[] out, int from, int to) {
      double m1 = m[0];
      double m2 = m[1];
      double m3 = m[2];
      double m4 = m[3];
      for (int j = from; j < to; j++) {
        out[j] = in[j + T] * m1 + in[j + 2 * T] * m2 + in[j + 3 * T] * m3 + in[j + 4 * T] * m4;
      }
    }

    private static void feedLater(double[] d, double[] out, int from, int to) {
      double d1 = d[0];
      double d2 = d[1];
      double d3 = d[2];
      double d4 = d[3];
      for (int j = to - 1; j >= from; j--) {
        out[j] -= out[j + T] * d1 + out[j + 2 * T] * d2 + out[j + 3 * T] * d3 + out[j + 4 * T] * d4;
      }
    }

    private static void add(double[] a, int from, double[] sum, int n) {
      for (int j = 0; j < n; j++) {
        sum[j] += a[from + j];
      }
    }
  }
}
