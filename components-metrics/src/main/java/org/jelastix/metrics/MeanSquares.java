package org.jelastix.metrics;

import org.jelastix.api.component.SimilarityMeasure;
import org.jelastix.api.parallel.Parallel;

/** c/n Σ (mᵢ - fᵢ)², with a factor c that brings different pairs of images to one scale. */
final class MeanSquares implements SimilarityMeasure {
  private final double factor;

  MeanSquares(double factor) {
    this.factor = factor;
  }

  @Override
  public double evaluate(
      int n, double[] fixed, double[] moving, double[] weights, Parallel parallel) {
    Chunks chunks = new Chunks(n, 8192);
    double[] sums = new double[chunks.count()];
    double scale = factor / n;
    parallel.run(
        chunks.count(),
        chunk -> {
          int end = chunks.start(chunk + 1);
          double sum = 0;
          for (int i = chunks.start(chunk); i < end; i++) {
            double difference = moving[i] - fixed[i];
            sum += difference * difference;
            if (weights != null) {
              weights[i] = 2 * difference * scale;
            }
          }
          sums[chunk] = sum;
        });
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total * scale;
  }
}
