package org.jelastix.metrics;

import org.jelastix.api.component.SimilarityMeasure;
import org.jelastix.api.parallel.Parallel;

/**
 * The negative of the mutual information of the intensities, in nats:
 *
 * <pre>-Σ p(k, l) log(p(k, l) / (p_F(k) p_M(l)))</pre>
 *
 * <p>Its derivative with respect to p(k, l) is -log(p(k, l) / p_M(l)), up to terms that cancel
 * because the fixed marginal does not change and windows sum to 1 (Thévenaz and Unser 2000,
 * equation 24).
 */
final class MutualInformation implements SimilarityMeasure {
  /** Fewest fixed bins whose logarithms are worth a task. */
  private static final int SMALLEST_CHUNK = 8;

  private final JointHistogram histogram;

  MutualInformation(JointHistogram histogram) {
    this.histogram = histogram;
  }

  @Override
  public double evaluate(
      int n, double[] fixed, double[] moving, double[] weights, Parallel parallel) {
    double[] p = histogram.probabilities(n, fixed, moving, parallel);
    double[] fixedMarginal = histogram.fixedMarginal(p);
    double[] movingMarginal = histogram.movingMarginal(p);
    double[] slopes = new double[p.length];
    double[] informations = new double[fixedMarginal.length];
    Chunks chunks = new Chunks(fixedMarginal.length, SMALLEST_CHUNK);
    parallel.run(
        chunks.count(),
        chunk -> {
          for (int k = chunks.start(chunk); k < chunks.start(chunk + 1); k++) {
            informations[k] = ofRow(k, p, fixedMarginal[k], movingMarginal, slopes);
          }
        });
    double information = 0;
    for (double ofRow : informations) {
      information += ofRow;
    }
    if (weights != null) {
      histogram.weights(n, fixed, moving, slopes, weights, parallel);
    }
    return -information;
  }

  /** The part of one fixed bin. */
  private static double ofRow(
      int row, double[] p, double fixedMarginal, double[] movingMarginal, double[] slopes) {
    boolean some = fixedMarginal > JointHistogram.NOTHING;
    double logFixed = some ? Math.log(fixedMarginal) : 0;
    double information = 0;
    int b = row * movingMarginal.length;
    for (int l = 0; l < movingMarginal.length; l++, b++) {
      if (p[b] > JointHistogram.NOTHING && movingMarginal[l] > JointHistogram.NOTHING) {
        double ratio = Math.log(p[b] / movingMarginal[l]);
        slopes[b] = -ratio;
        if (some) {
          information += p[b] * (ratio - logFixed);
        }
      }
    }
    return information;
  }
}
