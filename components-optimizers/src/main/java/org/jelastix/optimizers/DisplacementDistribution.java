package org.jelastix.optimizers;

import java.util.Arrays;
import org.jelastix.api.component.SparseJacobian;

/**
 * How far a step along a gradient would move points (Y. Qiao, B. van Lew, B.P.F. Lelieveldt, M.
 * Staring, "Fast automatic step size estimation for gradient descent optimization of image
 * registration", IEEE TMI 35(2), 2016).
 *
 * @param displacement a displacement that few points exceed: ‖J_j g‖, as mean + 2σ or as the 95th
 *     percentile
 * @param maxJJ max_j ‖J_j‖_F² + 2√2 ‖J_j J_jᵀ‖_F
 */
record DisplacementDistribution(double displacement, double maxJJ) {
  static final String TWO_SIGMA = "2sigma";

  /** As {@link #TWO_SIGMA}, with the unbiased estimate of the variance. */
  static final String TWO_SIGMA_UNBIASED = "2sigma unbiased";

  static final String PERCENTILE_95 = "95percentile";

  /**
   * Measures it.
   *
   * @param jacobians at the samples, at least one
   * @param roots √σ of each parameter, or null
   * @param direction g, one entry a parameter, over scaled parameters
   * @param method {@link #TWO_SIGMA}, {@link #TWO_SIGMA_UNBIASED} or {@link #PERCENTILE_95}
   */
  static DisplacementDistribution of(
      SampleJacobians jacobians, double[] roots, double[] direction, String method) {
    int n = jacobians.size();
    double[] lengths = new double[n];
    Run[] runs = new Run[SampleJacobians.runs(n)];
    int dimension = jacobians.transform().dimension();
    jacobians.visit(0, n, run -> runs[run] = new Run(dimension, roots, direction, lengths));
    double maxJJ = 0;
    for (Run run : runs) {
      maxJJ = Math.max(maxJJ, run.maxJJ);
    }
    double displacement =
        method.equals(PERCENTILE_95)
            ? percentile95(lengths)
            : meanAndTwoSigma(lengths, method.equals(TWO_SIGMA_UNBIASED));
    return new DisplacementDistribution(displacement, maxJJ);
  }

  private static double meanAndTwoSigma(double[] lengths, boolean unbiased) {
    double sum = 0;
    double squares = 0;
    for (double length : lengths) {
      sum += length;
      squares += length * length;
    }
    double mean = sum / lengths.length;
    double variance = squares / lengths.length - mean * mean;
    if (unbiased && lengths.length > 1) {
      variance *= lengths.length / (lengths.length - 1.0);
    }
    return mean + 2.0 * Math.sqrt(Math.max(0.0, variance));
  }

  /** The mean of the three lengths around the place of the percentile. */
  private static double percentile95(double[] lengths) {
    double[] sorted = lengths.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    int d = Math.min((int) (sorted.length * 0.95), last);
    return (sorted[Math.max(d - 1, 0)] + sorted[d] + sorted[Math.min(d + 1, last)]) / 3.0;
  }

  private static final class Run implements SampleJacobians.Visitor {
    private final int dimension;
    private final double[] roots;
    private final double[] direction;
    private final double[] lengths;
    private double[] scaled = new double[0];
    private double maxJJ;

    Run(int dimension, double[] roots, double[] direction, double[] lengths) {
      this.dimension = dimension;
      this.roots = roots;
      this.direction = direction;
      this.lengths = lengths;
    }

    @Override
    public void visit(int sample, SparseJacobian jacobian) {
      int k = jacobian.size();
      int[] parameters = jacobian.parameters();
      double[] values = jacobian.values();
      if (scaled.length < dimension * k) {
        scaled = new double[dimension * k];
      }
      double squaredLength = 0;
      for (int r = 0; r < dimension; r++) {
        double component = 0;
        for (int i = 0; i < k; i++) {
          double v = values[r * jacobian.capacity() + i];
          v = roots == null ? v : v / roots[parameters[i]];
          scaled[r * k + i] = v;
          component += v * direction[parameters[i]];
        }
        squaredLength += component * component;
      }
      lengths[sample] = Math.sqrt(squaredLength);
      double trace = 0;
      double squares = 0;
      for (int r = 0; r < dimension; r++) {
        for (int s = 0; s < dimension; s++) {
          double entry = 0;
          for (int i = 0; i < k; i++) {
            entry += scaled[r * k + i] * scaled[s * k + i];
          }
          trace += r == s ? entry : 0;
          squares += entry * entry;
        }
      }
      maxJJ = Math.max(maxJJ, trace + JacobianTerms.TWO_ROOT_TWO * Math.sqrt(squares));
    }
  }
}
