package org.jelastix.metrics;

import org.jelastix.api.component.SimilarityMeasure;
import org.jelastix.api.parallel.Parallel;

/**
 * The negative of Studholme's normalized mutual information,
 *
 * <pre>-(H(F) + H(M)) / H(F, M)</pre>
 *
 * from -1 (independent) to -2 (the same). Its derivative with respect to p(k, l) is
 *
 * <pre>-(NMI · log p(k, l) - log p_F(k) - log p_M(l)) / H(F, M)</pre>
 */
final class NormalizedMutualInformation implements SimilarityMeasure {
  private final JointHistogram histogram;

  NormalizedMutualInformation(JointHistogram histogram) {
    this.histogram = histogram;
  }

  @Override
  public double evaluate(
      int n, double[] fixed, double[] moving, double[] weights, Parallel parallel) {
    double[] p = histogram.probabilities(n, fixed, moving, parallel);
    double[] logFixed = JointHistogram.logarithms(histogram.fixedMarginal(p));
    double[] logMoving = JointHistogram.logarithms(histogram.movingMarginal(p));
    double[] logJoint = JointHistogram.logarithms(p);
    double marginalEntropies = 0;
    double jointEntropy = 0;
    for (int k = 0, b = 0; k < logFixed.length; k++) {
      for (int l = 0; l < logMoving.length; l++, b++) {
        marginalEntropies -= p[b] * (logFixed[k] + logMoving[l]);
        jointEntropy -= p[b] * logJoint[b];
      }
    }
    double information = marginalEntropies / jointEntropy;
    if (weights != null) {
      double[] slopes = new double[p.length];
      for (int k = 0, b = 0; k < logFixed.length; k++) {
        for (int l = 0; l < logMoving.length; l++, b++) {
          if (p[b] > JointHistogram.NOTHING) {
            slopes[b] = -(information * logJoint[b] - logFixed[k] - logMoving[l]) / jointEntropy;
          }
        }
      }
      histogram.weights(n, fixed, moving, slopes, weights, parallel);
    }
    return -information;
  }
}
