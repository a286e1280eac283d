package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.parallel.Parallel;

/**
 * How much distances change between neighbouring points of rigid structures (Kim et al. 2013):
 *
 * <pre>1/N Σₓ 1/n(x) Σᵧ (‖T(y) - T(x)‖² - ‖y - x‖²)²</pre>
 *
 * <p>over the points x of a grid that lie in one of the structures, and those of their 3×3×3 grid
 * neighbours y that lie in the same, n(x) of them with x itself.
 */
final class DistancePreservation implements Metric {
  private final ImageSamples points;
  private final int[] firstOf;
  private final int[] neighbours;
  private final int rigidPoints;
  private final Parallel parallel;

  /**
   * @param points all that matter; their values are not looked at
   * @param firstOf where the neighbours of each point start, and the end
   * @param neighbours numbers of points
   * @param rigidPoints N
   */
  DistancePreservation(
      ImageSamples points, int[] firstOf, int[] neighbours, int rigidPoints, Parallel parallel) {
    this.points = points;
    this.firstOf = firstOf;
    this.neighbours = neighbours;
    this.rigidPoints = rigidPoints;
    this.parallel = parallel;
  }

  @Override
  public boolean usesSamples() {
    return false;
  }

  @Override
  public double value(Transform transform, ImageSamples samples) {
    return evaluate(transform, null);
  }

  @Override
  public double valueAndGradient(Transform transform, ImageSamples samples, double[] gradient) {
    return evaluate(transform, gradient);
  }

  private double evaluate(Transform transform, double[] gradient) {
    double[][] mapped = MappedPoints.map(transform, points, parallel);
    int n = points.size();
    double[][] cotangents = gradient == null ? null : new double[mapped.length][n];
    double value = 0;
    for (int x = 0; x < n; x++) {
      int count = firstOf[x + 1] - firstOf[x];
      for (int k = firstOf[x]; k < firstOf[x + 1]; k++) {
        value += pair(x, neighbours[k], mapped, cotangents, 1.0 / count / rigidPoints);
      }
    }
    if (gradient != null) {
      MappedPoints.pullBack(transform, points, cotangents, gradient, parallel);
    }
    return value;
  }

  private double pair(int x, int y, double[][] mapped, double[][] cotangents, double scale) {
    double before = 0;
    double after = 0;
    for (int d = 0; d < mapped.length; d++) {
      double fixedStep = points.axis(d)[y] - points.axis(d)[x];
      double movingStep = mapped[d][y] - mapped[d][x];
      before += fixedStep * fixedStep;
      after += movingStep * movingStep;
    }
    double change = after - before;
    if (cotangents != null) {
      for (int d = 0; d < mapped.length; d++) {
        double force = 4 * change * (mapped[d][y] - mapped[d][x]) * scale;
        cotangents[d][y] += force;
        cotangents[d][x] -= force;
      }
    }
    return change * change * scale;
  }
}
