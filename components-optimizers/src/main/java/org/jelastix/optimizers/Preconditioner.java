package org.jelastix.optimizers;

import java.util.Arrays;
import java.util.Locale;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.SparseJacobian;

/**
 * A positive factor for each entry of the gradient, so that a step along the product moves points
 * alike by every parameter (Y. Qiao, B.P.F. Lelieveldt, M. Staring, "An efficient preconditioner
 * for stochastic gradient descent optimization of image registration", IEEE TMI 38(10), 2019).
 *
 * <p>Samples are visited in order and by one thread: there are few, and sums stay the same.
 */
final class Preconditioner {
  /** Above this many parameters a transform is taken for one with local parameters. */
  private static final int GLOBAL_PARAMETERS = 13;

  private static final double TINY = 1e-14;

  private final double[] factors;
  private final double maxJJ;

  private Preconditioner(double[] factors, double maxJJ) {
    this.factors = factors;
    this.maxJJ = maxJJ;
  }

  /** One a parameter. */
  double[] factors() {
    return factors;
  }

  /** max_j ‖J_j‖_F² + 2√2 ‖J_j J_jᵀ‖_F. */
  double maxJJ() {
    return maxJJ;
  }

  /**
   * From the displacements that each entry of a gradient causes: δ / (mean + 2σ) over the samples,
   * where the displacement of an entry is regularised by κ with that of the whole gradient (local
   * transforms) or those of entries with similar derivatives (others).
   *
   * @param jacobians at the samples
   * @param gradient of the metric
   * @param kappa part of an entry's own displacement
   * @param maximumStep δ, mm
   * @param conditionNumber largest ratio of factors, for local transforms
   * @param listener told of the range found
   */
  static Preconditioner ofDisplacements(
      SampleJacobians jacobians,
      double[] gradient,
      double kappa,
      double maximumStep,
      double conditionNumber,
      OptimizationListener listener) {
    int p = gradient.length;
    boolean local = p > GLOBAL_PARAMETERS;
    Sums sums = new Sums(jacobians, gradient, kappa, local);
    jacobians.visit(0, jacobians.size(), run -> sums);
    double[] factors = new double[p];
    double largest = -1e9;
    double smallest = 1e9;
    for (int i = 0; i < p; i++) {
      double mean = sums.first[i] / (sums.counts[i] + TINY);
      double variance = sums.second[i] / (sums.counts[i] + TINY) - mean * mean;
      double displacement = mean + 2.0 * Math.sqrt(variance < TINY ? 0 : variance) + TINY;
      largest = Math.max(largest, displacement);
      smallest = Math.min(smallest, displacement);
      factors[i] = maximumStep / displacement;
    }
    note(listener, "The max eigen value is: [ %.6e ]", largest);
    note(listener, "The min eigen value is: [ %.6e ]", smallest);
    note(listener, "The condition number before constraints is: [ %.6e ]", largest / smallest);
    if (local && largest / smallest > conditionNumber) {
      limit(factors, maximumStep / (largest / conditionNumber));
    }
    return new Preconditioner(factors, sums.maxJJ);
  }

  /**
   * From the Jacobians alone: 1 / √(mean over samples of Σ_rows J²).
   *
   * @param jacobians at the samples
   * @param conditionNumber largest ratio of factors, for local transforms
   */
  static Preconditioner ofJacobians(SampleJacobians jacobians, double conditionNumber) {
    int p = jacobians.transform().parameterCount();
    Sums sums = new Sums(jacobians, null, 1, false);
    jacobians.visit(0, jacobians.size(), run -> sums);
    double[] factors = sums.second;
    double largest = -1e9;
    double smallest = 1e9;
    for (int i = 0; i < p; i++) {
      if (sums.counts[i] > 0 && factors[i] > 1e-9) {
        double size = Math.sqrt(factors[i] / sums.counts[i]) + TINY;
        largest = Math.max(largest, size);
        smallest = Math.min(smallest, size);
        factors[i] = 1.0 / size;
      }
    }
    if (p > GLOBAL_PARAMETERS && largest / smallest > conditionNumber) {
      limit(factors, conditionNumber / largest);
    }
    return new Preconditioner(factors, sums.maxJJ);
  }

  private static void limit(double[] factors, double maximum) {
    for (int i = 0; i < factors.length; i++) {
      factors[i] = Math.min(factors[i], maximum);
    }
  }

  private static void note(OptimizationListener listener, String format, double value) {
    listener.note(String.format(Locale.ROOT, format, value));
  }

  private static final class Sums implements SampleJacobians.Visitor {
    private final int dimension;
    private final double[] gradient;
    private final double kappa;
    private final boolean local;
    private final double[] first;
    private final double[] second;
    private final double[] counts;
    private double[] columnSums = new double[0];
    private double maxJJ;

    Sums(SampleJacobians jacobians, double[] gradient, double kappa, boolean local) {
      int p = jacobians.transform().parameterCount();
      this.dimension = jacobians.transform().dimension();
      this.gradient = gradient;
      this.kappa = kappa;
      this.local = local;
      this.first = new double[p];
      this.second = new double[p];
      this.counts = new double[p];
    }

    @Override
    public void visit(int sample, SparseJacobian jacobian) {
      int k = jacobian.size();
      maxJJ = Math.max(maxJJ, jj(jacobian, k));
      if (gradient == null) {
        addSquares(jacobian, k);
        return;
      }
      sumColumns(jacobian, k);
      double whole = local ? length(jacobian, k) : 0;
      for (int j = 0; j < k; j++) {
        int parameter = jacobian.parameters()[j];
        double own = Math.abs(columnSums[j] * gradient[parameter]);
        double displacement =
            local ? own * kappa + (1.0 - kappa) * whole : regularized(jacobian, k, j, own);
        first[parameter] += displacement;
        second[parameter] += displacement * displacement;
        counts[parameter] += 1;
      }
    }

    private void addSquares(SparseJacobian jacobian, int k) {
      for (int j = 0; j < k; j++) {
        int parameter = jacobian.parameters()[j];
        for (int r = 0; r < dimension; r++) {
          double v = jacobian.get(r, j);
          second[parameter] += v * v;
        }
        counts[parameter] += 1;
      }
    }

    private void sumColumns(SparseJacobian jacobian, int k) {
      if (columnSums.length < k) {
        columnSums = new double[k];
      }
      Arrays.fill(columnSums, 0);
      for (int r = 0; r < dimension; r++) {
        for (int j = 0; j < k; j++) {
          columnSums[j] += Math.abs(jacobian.get(r, j));
        }
      }
    }

    /** ‖J g‖. */
    private double length(SparseJacobian jacobian, int k) {
      double squares = 0;
      for (int r = 0; r < dimension; r++) {
        double component = 0;
        for (int j = 0; j < k; j++) {
          component += jacobian.get(r, j) * gradient[jacobian.parameters()[j]];
        }
        squares += component * component;
      }
      return Math.sqrt(squares);
    }

    /** Mixes in the displacements of the other entries, by the likeness of their derivatives. */
    private double regularized(SparseJacobian jacobian, int k, int j, double own) {
      double smallest = Double.POSITIVE_INFINITY;
      double largest = 0;
      for (int other = 0; other < k; other++) {
        double difference = Math.abs(columnSums[other] - columnSums[j]);
        if (other != j && difference > 0) {
          smallest = Math.min(smallest, difference);
          largest = Math.max(largest, difference);
        }
      }
      double width = largest > 0 ? smallest / largest : 1e-9;
      double sum = 0;
      double weights = 0;
      for (int other = 0; other < k; other++) {
        if (other != j) {
          double relative = Math.abs(columnSums[other] - columnSums[j]) / width;
          double weight = Math.exp(-(relative * relative / 2.0));
          sum += Math.abs(columnSums[other] * gradient[jacobian.parameters()[other]]) * weight;
          weights += weight;
        }
      }
      return weights > 0 ? own * kappa + (1.0 - kappa) * (sum / weights) : own;
    }

    private double jj(SparseJacobian jacobian, int k) {
      double trace = 0;
      double squares = 0;
      for (int r = 0; r < dimension; r++) {
        for (int s = 0; s < dimension; s++) {
          double entry = 0;
          for (int j = 0; j < k; j++) {
            entry += jacobian.get(r, j) * jacobian.get(s, j);
          }
          trace += r == s ? entry : 0;
          squares += entry * entry;
        }
      }
      return trace + JacobianTerms.TWO_ROOT_TWO * Math.sqrt(squares);
    }
  }
}
