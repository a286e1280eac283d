package org.jelastix.images.filter;

import static org.jelastix.api.numeric.Fused.fma;

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

  /** Lines in a tile. */
  private static final int T = 32;

  private static final int TILES_A_TASK = 32;

  /**
   * Entries of a tile that one loop passes to the next, and that stay in the cache next to the
   * processor.
   */
  private static final int PIECE = 8 * T;

  /** Samples that are transposed at a time. */
  private static final int BLOCK = 48;

  /** Weights of input samples: n₀ … n₃ of the causal filter, m₁ … m₄ of the other. */
  private final double[] causal;

  private final double[] anticausal;

  /** Weights of earlier output samples, −d₁ … −d₄, of both. */
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
    feedback = new double[] {-d1, -d2, -d3, -d4};
    causalGain = (n0 + n1 + n2 + n3) / sumD;
    anticausalGain = (anticausal[0] + anticausal[1] + anticausal[2] + anticausal[3]) / sumD;
  }

  /**
   * Smooths an image along one axis.
   *
   * @param from one value a voxel
   * @param to out, one value a voxel; may be {@code from} itself
   * @param size voxels along each axis
   * @param axis which
   * @param parallel splits the work
   */
  public void smooth(float[] from, float[] to, int[] size, int axis, Parallel parallel) {
    Tiles tiles = new Tiles(size, axis);
    int tasks = (tiles.count() + TILES_A_TASK - 1) / TILES_A_TASK;
    parallel.run(
        tasks,
        () -> new Worker(tiles.length),
        (worker, task) -> {
          int end = Math.min(tiles.count(), (task + 1) * TILES_A_TASK);
          for (int tile = task * TILES_A_TASK; tile < end; tile++) {
            tiles.load(tile, from, worker.input, ORDER * T);
            worker.filter();
            tiles.store(tile, worker.early, worker.late, ORDER * T, to);
          }
        });
  }

  /**
   * How an image is cut into tiles of up to {@value #T} neighbouring lines along an axis. In a
   * buffer, sample i of line k is at {@code i · T + k}.
   */
  private static final class Tiles {
    private final int length;
    private final int stride;
    private final int blocks;
    private final int tilesABlock;

    Tiles(int[] size, int axis) {
      int before = 1;
      for (int d = 0; d < axis; d++) {
        before *= size[d];
      }
      int after = 1;
      for (int d = axis + 1; d < size.length; d++) {
        after *= size[d];
      }
      this.length = size[axis];
      this.stride = before;
      this.blocks = after;
      this.tilesABlock = (before + T - 1) / T;
    }

    int count() {
      return stride == 1 ? (blocks + T - 1) / T : blocks * tilesABlock;
    }

    private int lines(int tile) {
      return stride == 1
          ? Math.min(T, blocks - tile * T)
          : Math.min(T, stride - tile % tilesABlock * T);
    }

    private int start(int tile) {
      return stride == 1
          ? tile * T * length
          : tile / tilesABlock * length * stride + tile % tilesABlock * T;
    }

    // Lines along the first axis and others have methods of their own: a compiled method has to be
    // compiled anew when it comes to a branch that it has not seen before.

    /** Lines without data keep anything. */
    void load(int tile, float[] data, double[] buffer, int first) {
      if (stride > 1) {
        loadAcross(data, start(tile), buffer, first, lines(tile));
      } else {
        loadAlong(data, start(tile), buffer, first, lines(tile));
      }
    }

    private void loadAcross(float[] data, int start, double[] buffer, int first, int n) {
      for (int i = 0; i < length; i++) {
        widen(data, start + i * stride, buffer, first + i * T, n);
      }
    }

    private void loadAlong(float[] data, int start, double[] buffer, int first, int n) {
      for (int from = 0; from < length; from += BLOCK) {
        int count = Math.min(BLOCK, length - from);
        for (int k = 0; k < n; k++) {
          spread(data, start + k * length + from, buffer, first + from * T + k, count);
        }
      }
    }

    /** Stores the sums of two buffers. */
    void store(int tile, double[] a, double[] b, int first, float[] data) {
      if (stride > 1) {
        storeAcross(a, b, first, data, start(tile), lines(tile));
      } else {
        storeAlong(a, b, first, data, start(tile), lines(tile));
      }
    }

    private void storeAcross(double[] a, double[] b, int first, float[] data, int start, int n) {
      for (int i = 0; i < length; i++) {
        addAndNarrow(a, b, first + i * T, data, start + i * stride, n);
      }
    }

    private void storeAlong(double[] a, double[] b, int first, float[] data, int start, int n) {
      for (int from = 0; from < length; from += BLOCK) {
        int count = Math.min(BLOCK, length - from);
        for (int k = 0; k < n; k++) {
          addAndCollect(a, b, first + from * T + k, data, start + k * length + from, count);
        }
      }
    }

    private static void widen(float[] data, int from, double[] buffer, int to, int n) {
      for (int k = 0; k < n; k++) {
        buffer[to + k] = data[from + k];
      }
    }

    private static void addAndNarrow(
        double[] a, double[] b, int from, float[] data, int to, int n) {
      for (int k = 0; k < n; k++) {
        data[to + k] = (float) (a[from + k] + b[from + k]);
      }
    }

    private static void spread(float[] data, int from, double[] buffer, int to, int n) {
      for (int i = 0; i < n; i++) {
        buffer[to + i * T] = data[from + i];
      }
    }

    private static void addAndCollect(
        double[] a, double[] b, int from, float[] data, int to, int n) {
      for (int i = 0; i < n; i++) {
        data[to + i] = (float) (a[from + i * T] + b[from + i * T]);
      }
    }
  }

  /**
   * The filter of one thread at a time, with its scratch: a tile with four samples more at both
   * ends.
   */
  private final class Worker {
    private final int length;
    private final double[] input;
    private final double[] early;
    private final double[] late;

    Worker(int length) {
      this.length = length;
      this.input = new double[(length + 2 * ORDER) * T];
      this.early = new double[(length + 2 * ORDER) * T];
      this.late = new double[(length + 2 * ORDER) * T];
    }

    /** From input to what is to be added: early by the causal, late by the anticausal filter. */
    void filter() {
      int from = ORDER * T;
      int to = (length + ORDER) * T;
      for (int pad = 0; pad < ORDER; pad++) {
        System.arraycopy(input, from, input, pad * T, T);
        System.arraycopy(input, to - T, input, to + pad * T, T);
        for (int k = 0; k < T; k++) {
          early[pad * T + k] = input[from + k] * causalGain;
          late[to + pad * T + k] = input[to - T + k] * anticausalGain;
        }
      }
      for (int start = from; start < to; start += PIECE) {
        int end = Math.min(to, start + PIECE);
        weighEarlier(causal, input, early, start, end);
        feedEarlier(feedback, early, start, end);
      }
      for (int end = to; end > from; end -= PIECE) {
        int start = Math.max(from, end - PIECE);
        weighLater(anticausal, input, late, start, end);
        feedLater(feedback, late, start, end);
      }
    }

    // One short loop a step, along all lines at once: these become vector instructions.

    private static void weighEarlier(double[] n, double[] in, double[] out, int from, int to) {
      double n0 = n[0];
      double n1 = n[1];
      double n2 = n[2];
      double n3 = n[3];
      for (int j = from; j < to; j++) {
        out[j] = fma(in[j - 3 * T], n3, fma(in[j - 2 * T], n2, fma(in[j - T], n1, in[j] * n0)));
      }
    }

    private static void feedEarlier(double[] f, double[] out, int from, int to) {
      double f1 = f[0];
      double f2 = f[1];
      double f3 = f[2];
      double f4 = f[3];
      for (int j = from; j < to; j++) {
        out[j] =
            fma(
                out[j - T],
                f1,
                fma(out[j - 2 * T], f2, fma(out[j - 3 * T], f3, fma(out[j - 4 * T], f4, out[j]))));
      }
    }

    private static void weighLater(double[] m, double[] in, double[] out, int from, int to) {
      double m1 = m[0];
      double m2 = m[1];
      double m3 = m[2];
      double m4 = m[3];
      for (int j = from; j < to; j++) {
        out[j] =
            fma(in[j + 4 * T], m4, fma(in[j + 3 * T], m3, fma(in[j + 2 * T], m2, in[j + T] * m1)));
      }
    }

    private static void feedLater(double[] f, double[] out, int from, int to) {
      double f1 = f[0];
      double f2 = f[1];
      double f3 = f[2];
      double f4 = f[3];
      for (int j = to - 1; j >= from; j--) {
        out[j] =
            fma(
                out[j + T],
                f1,
                fma(out[j + 2 * T], f2, fma(out[j + 3 * T], f3, fma(out[j + 4 * T], f4, out[j]))));
      }
    }
  }
}
