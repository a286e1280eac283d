package org.jelastix.metrics;

import org.jelastix.api.RegistrationException;
import org.jelastix.api.parallel.Parallel;

/**
 * How little structure a difference image D = F - s M has:
 *
 * <pre>P(F) - P(D),   P(I) = Σₓ Σᵧ σ² / (σ² + (I(x) - I(y))²)</pre>
 *
 * over voxels x of the fixed mask, at least 3 from the border, and y of the 7×7 square around x.
 * The factor s is 1, or that of 0, 0.1, …, 1 which gives the smallest value.
 */
final class PatternIntensity implements ProjectionMeasure {
  private static final int RADIUS = 3;

  private final int width;
  private final int height;
  private final float[] fixed;
  private final boolean[] inside;
  private final double noise;
  private final boolean searchFactor;
  private final double ofFixed;

  PatternIntensity(
      int width,
      int height,
      float[] fixed,
      boolean[] inside,
      double sigma,
      boolean searchFactor,
      Parallel parallel) {
    if (width <= 2 * RADIUS || height <= 2 * RADIUS) {
      throw new RegistrationException(
          "PatternIntensity needs a fixed image of at least 7 x 7 voxels, not "
              + width
              + " x "
              + height);
    }
    this.width = width;
    this.height = height;
    this.fixed = fixed;
    this.inside = inside;
    this.noise = sigma * sigma;
    this.searchFactor = searchFactor;
    this.ofFixed = pattern(fixed, parallel);
  }

  @Override
  public double evaluate(float[] moved, Parallel parallel) {
    if (!searchFactor) {
      return ofFixed - pattern(difference(moved, 1), parallel);
    }
    double best = Double.POSITIVE_INFINITY;
    for (int tenth = 0; tenth <= 10; tenth++) {
      best = Math.min(best, ofFixed - pattern(difference(moved, tenth / 10f), parallel));
    }
    return best;
  }

  private float[] difference(float[] moved, float factor) {
    float[] difference = new float[fixed.length];
    for (int i = 0; i < fixed.length; i++) {
      difference[i] = fixed[i] - factor * moved[i];
    }
    return difference;
  }

  private double pattern(float[] image, Parallel parallel) {
    int rows = height - 2 * RADIUS;
    double[] sums = new double[rows];
    parallel.run(
        rows,
        row -> {
          int y = row + RADIUS;
          double sum = 0;
          for (int x = RADIUS; x < width - RADIUS; x++) {
            int at = y * width + x;
            if (!inside[at]) {
              continue;
            }
            double centre = image[at];
            for (int b = -RADIUS; b <= RADIUS; b++) {
              for (int a = -RADIUS; a <= RADIUS; a++) {
                double difference = centre - image[at + b * width + a];
                sum += noise / (noise + difference * difference);
              }
            }
          }
          sums[row] = sum;
        });
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total;
  }
}
