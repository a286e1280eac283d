package org.jelastix.metrics;

import java.util.Arrays;
import org.jelastix.api.component.SimilarityMeasure;
import org.jelastix.api.parallel.Parallel;

/**
 * The negative of the normalized correlation
 *
 * <pre>Σ (fᵢ - f̄)(mᵢ - m̄) / √(Σ (fᵢ - f̄)² Σ (mᵢ - m̄)²)</pre>
 *
 * with the means f̄, m̄ or, without mean subtraction, zeros in their places. 0, with weights 0,
 * where one of the images is constant.
 */
final class NormalizedCorrelation implements SimilarityMeasure {
  private static final int SUMS = 5;

  private final boolean subtractMean;

  NormalizedCorrelation(boolean subtractMean) {
    this.subtractMean = subtractMean;
  }

  @Override
  public double evaluate(
      int n, double[] fixed, double[] moving, double[] weights, Parallel parallel) {
    Chunks chunks = new Chunks(n, 8192);
    double[] sums = new double[chunks.count() * SUMS];
    // Sums of shifted values lose no digits when the mean is large.
    double f0 = subtractMean ? fixed[0] : 0;
    double m0 = subtractMean ? moving[0] : 0;
    parallel.run(
        chunks.count(),
        chunk -> {
          double sf = 0;
          double sm = 0;
          double sff = 0;
          double smm = 0;
          double sfm = 0;
          int end = chunks.start(chunk + 1);
          for (int i = chunks.start(chunk); i < end; i++) {
            double f = fixed[i] - f0;
            double m = moving[i] - m0;
            sf += f;
            sm += m;
            sff += f * f;
            smm += m * m;
            sfm += f * m;
          }
          int at = chunk * SUMS;
          sums[at] = sf;
          sums[at + 1] = sm;
          sums[at + 2] = sff;
          sums[at + 3] = smm;
          sums[at + 4] = sfm;
        });
    double[] total = new double[SUMS];
    for (int i = 0; i < sums.length; i++) {
      total[i % SUMS] += sums[i];
    }
    double fMean = subtractMean ? total[0] / n : 0;
    double mMean = subtractMean ? total[1] / n : 0;
    double sff = total[2] - fMean * total[0];
    double smm = total[3] - mMean * total[1];
    double sfm = total[4] - fMean * total[1];
    double denominator = Math.sqrt(Math.max(0, sff) * Math.max(0, smm));
    if (!(denominator > 1e-14) && !Double.isNaN(denominator)) {
      if (weights != null) {
        Arrays.fill(weights, 0, n, 0);
      }
      return 0;
    }
    if (weights != null) {
      double ratio = sfm / smm;
      parallel.run(
          chunks.count(),
          chunk -> {
            int end = chunks.start(chunk + 1);
            for (int i = chunks.start(chunk); i < end; i++) {
              double f = fixed[i] - f0 - fMean;
              double m = moving[i] - m0 - mMean;
              weights[i] = (ratio * m - f) / denominator;
            }
          });
    }
    return -sfm / denominator;
  }
}
