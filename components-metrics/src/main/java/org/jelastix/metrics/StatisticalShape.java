package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.parallel.Parallel;

/**
 * The Mahalanobis distance between the mapped points and a statistical model of such shapes
 * (Berendsen et al. 2013).
 *
 * <p>A normalized shape vector holds the points relative to their centroid and divided by their
 * size (root mean squared distance from it), then the centroid, then the size; a plain one holds
 * the points alone. Above a cut-off c, distances count as they are, below they fade out: log(eˢᵛ +
 * eˢᶜ) / s with sharpness s.
 */
final class StatisticalShape implements Metric {
  private final ImageSamples points;
  private final ShapeModel model;
  private final boolean normalized;
  private final double cutOff;
  private final double sharpness;
  private final Parallel parallel;

  StatisticalShape(
      ImageSamples points,
      ShapeModel model,
      boolean normalized,
      double cutOff,
      double sharpness,
      Parallel parallel) {
    this.points = points;
    this.model = model;
    this.normalized = normalized;
    this.cutOff = cutOff;
    this.sharpness = sharpness;
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
    int dim = mapped.length;
    int n = mapped[0].length;
    double[] v = new double[n * dim + (normalized ? dim + 1 : 0)];
    double size = 1;
    if (normalized) {
      size = normalize(mapped, v);
    }
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < dim; d++) {
        v[i * dim + d] = mapped[d][i];
      }
    }
    double[] slopes = new double[v.length];
    double distance = model.distance(v, slopes);
    double value = distance;
    double fade = 1;
    if (cutOff > 0) {
      double excess = sharpness * (distance - cutOff);
      value = cutOff + (Math.max(0, excess) + Math.log1p(Math.exp(-Math.abs(excess)))) / sharpness;
      fade = 1 / (1 + Math.exp(-excess));
    }
    if (gradient != null) {
      double[][] cotangents = new double[dim][n];
      for (int i = 0; i < n; i++) {
        for (int d = 0; d < dim; d++) {
          cotangents[d][i] = fade * slopes[i * dim + d];
        }
      }
      if (normalized) {
        denormalize(mapped, size, fade, slopes, cotangents);
      }
      MappedPoints.pullBack(transform, points, cotangents, gradient, parallel);
    }
    return value;
  }

  /** Centres and scales the points in place, and puts centroid and size into the vector's end. */
  private static double normalize(double[][] mapped, double[] v) {
    int dim = mapped.length;
    int n = mapped[0].length;
    double squares = 0;
    for (int d = 0; d < dim; d++) {
      double mean = 0;
      for (double x : mapped[d]) {
        mean += x / n;
      }
      v[n * dim + d] = mean;
      for (int i = 0; i < n; i++) {
        mapped[d][i] -= mean;
        squares += mapped[d][i] * mapped[d][i];
      }
    }
    double size = Math.sqrt(squares / n);
    v[n * dim + dim] = size;
    for (double[] axis : mapped) {
      for (int i = 0; i < n; i++) {
        axis[i] /= size;
      }
    }
    return size;
  }

  /** The adjoint of {@link #normalize}'s derivative; the points are normalized ones. */
  private static void denormalize(
      double[][] shape, double size, double fade, double[] slopes, double[][] cotangents) {
    int dim = shape.length;
    int n = shape[0].length;
    double along = 0;
    for (int d = 0; d < dim; d++) {
      for (int i = 0; i < n; i++) {
        along += cotangents[d][i] * shape[d][i];
      }
    }
    double ofSize = fade * slopes[n * dim + dim] - along / size;
    for (int d = 0; d < dim; d++) {
      double mean = 0;
      for (int i = 0; i < n; i++) {
        cotangents[d][i] = cotangents[d][i] / size + ofSize * shape[d][i] / n;
        mean += cotangents[d][i] / n;
      }
      double ofCentroid = fade * slopes[n * dim + d] / n;
      for (int i = 0; i < n; i++) {
        cotangents[d][i] += ofCentroid - mean;
      }
    }
  }
}
