package org.jelastix.metrics;

import org.jelastix.api.parallel.Parallel;

/**
 * The variance of the intensities over time, averaged over points, relative to a given variance
 * (Metz et al. 2011, equation 3).
 */
final class VarianceOverTime implements TimeMeasure {
  private final double unit;

  /**
   * @param unit the variance that counts as 1
   */
  VarianceOverTime(double unit) {
    this.unit = unit;
  }

  @Override
  public boolean needsAllTimes() {
    return false;
  }

  @Override
  public double evaluate(
      int n, int times, double[] values, boolean[] present, double[] weights, Parallel parallel) {
    Chunks chunks = new Chunks(n, 1024);
    double[] sums = new double[chunks.count()];
    double scale = 1 / (n * unit);
    parallel.run(
        chunks.count(),
        chunk -> {
          for (int i = chunks.start(chunk); i < chunks.start(chunk + 1); i++) {
            int count = 0;
            double mean = 0;
            for (int k = i * times; k < (i + 1) * times; k++) {
              if (present[k]) {
                count++;
                mean += values[k];
              }
            }
            mean /= count;
            double squares = 0;
            for (int k = i * times; k < (i + 1) * times; k++) {
              double off = present[k] ? values[k] - mean : 0;
              squares += off * off;
              if (weights != null) {
                weights[k] = 2 * off / count * scale;
              }
            }
            sums[chunk] += squares / count;
          }
        });
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total * scale;
  }
}
