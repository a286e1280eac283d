package org.jelastix.metrics;

import java.util.Arrays;
import org.jelastix.api.component.SimilarityMeasure;
import org.jelastix.api.parallel.Parallel;

/**
 * One minus the overlap 2 |F ∩ M| / (|F| + |M|) of two foregrounds (Dice's coefficient, which
 * equals the kappa statistic for a small foreground), or the overlap itself.
 *
 * <p>The foreground is where the value equals a given one, or where it is above zero. As counts
 * have no derivative, the weights are those of the overlap of a smooth foreground indicator, and
 * belong to gradients of such an indicator ({@link ForegroundEdges}).
 */
final class KappaStatistic implements SimilarityMeasure {
  /** Values this close to the foreground value belong to it. */
  static final double EPSILON = 1e-3;

  private final boolean useForegroundValue;
  private final double foregroundValue;
  private final boolean complement;

  KappaStatistic(boolean useForegroundValue, double foregroundValue, boolean complement) {
    this.useForegroundValue = useForegroundValue;
    this.foregroundValue = foregroundValue;
    this.complement = complement;
  }

  private boolean isForeground(double v) {
    return useForegroundValue ? Math.abs(v - foregroundValue) < EPSILON : v > EPSILON;
  }

  @Override
  public double evaluate(
      int n, double[] fixed, double[] moving, double[] weights, Parallel parallel) {
    long area = 0;
    long intersection = 0;
    for (int i = 0; i < n; i++) {
      boolean f = isForeground(fixed[i]);
      boolean m = isForeground(moving[i]);
      area += (f ? 1 : 0) + (m ? 1 : 0);
      intersection += f && m ? 1 : 0;
    }
    if (area == 0) {
      if (weights != null) {
        Arrays.fill(weights, 0, n, 0);
      }
      return complement ? 0 : 1;
    }
    double overlap = 2.0 * intersection / area;
    if (weights != null) {
      double sign = complement ? -1 : 1;
      for (int i = 0; i < n; i++) {
        weights[i] = sign * ((isForeground(fixed[i]) ? 2 : 0) - overlap) / area;
      }
    }
    return complement ? 1 - overlap : overlap;
  }
}
