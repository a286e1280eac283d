package org.jelastix.metrics;

import org.jelastix.api.parallel.Parallel;

/**
 * Minus the sum of v / (v + d²) over axes and voxels of the fixed mask, where d is the difference
 * of the two images' Sobel gradients, the moving one's scaled to the same maximum, and v the
 * variance of the fixed image's.
 */
final class GradientDifference implements ProjectionMeasure {
  private final SobelFilter sobel;
  private final boolean[] inside;
  private final double[][] fixed;
  private final double[] variance;
  private final double[] largest;

  GradientDifference(SobelFilter sobel, float[] values, int dimension, boolean[] inside) {
    this.sobel = sobel;
    this.inside = inside;
    this.fixed = new double[dimension][];
    this.variance = new double[dimension];
    this.largest = new double[dimension];
    for (int d = 0; d < dimension; d++) {
      double[] gradient = sobel.along(d, values);
      double sum = 0;
      int count = 0;
      for (int i = 0; i < gradient.length; i++) {
        if (inside[i]) {
          sum += gradient[i];
          count++;
          largest[d] = Math.max(largest[d], gradient[i]);
        }
      }
      double mean = sum / count;
      for (int i = 0; i < gradient.length; i++) {
        variance[d] += inside[i] ? (gradient[i] - mean) * (gradient[i] - mean) : 0;
      }
      variance[d] /= count;
      fixed[d] = gradient;
    }
  }

  @Override
  public double evaluate(float[] moved, Parallel parallel) {
    double[] sums = new double[fixed.length];
    parallel.run(
        fixed.length,
        d -> {
          if (variance[d] == 0) {
            return;
          }
          double[] moving = sobel.along(d, moved);
          double most = moving[0];
          for (double g : moving) {
            most = Math.max(most, g);
          }
          double factor = largest[d] / most;
          for (int i = 0; i < moving.length; i++) {
            if (inside[i]) {
              double difference = fixed[d][i] - factor * moving[i];
              sums[d] += variance[d] / (variance[d] + difference * difference);
            }
          }
        });
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return -total;
  }
}
