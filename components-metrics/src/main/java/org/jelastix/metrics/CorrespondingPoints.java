package org.jelastix.metrics;

import java.util.Arrays;
import java.util.Optional;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.image.PointSet;

/**
 * The mean distance 1/n Σ ‖qᵢ - T(pᵢ)‖, in mm, of pairs of fixed points p and moving points q, of
 * which those count whose image T(p) lies in the moving mask.
 */
final class CorrespondingPoints implements Metric {
  private final PointSet fixed;
  private final PointSet moving;
  private final Optional<Mask> movingMask;

  /** Both sets in world mm, of one size. */
  CorrespondingPoints(PointSet fixed, PointSet moving, Optional<Mask> movingMask) {
    this.fixed = fixed;
    this.moving = moving;
    this.movingMask = movingMask;
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
    Arrays.fill(gradient, 0);
    return evaluate(transform, gradient);
  }

  private double evaluate(Transform transform, double[] gradient) {
    int dim = transform.dimension();
    TransformKernel kernel = transform.kernel();
    PointBatch points = new PointBatch(dim);
    PointBatch mapped = new PointBatch(dim);
    double[][] cotangents = new double[dim][PointBatch.CAPACITY];
    double sum = 0;
    int count = 0;
    for (int from = 0; from < fixed.size(); from += PointBatch.CAPACITY) {
      int n = Math.min(PointBatch.CAPACITY, fixed.size() - from);
      points.resize(n);
      for (int i = 0; i < n; i++) {
        for (int d = 0; d < dim; d++) {
          points.axis(d)[i] = fixed.get(from + i, d);
        }
      }
      kernel.forward(points, mapped);
      for (int i = 0; i < n; i++) {
        boolean valid = movingMask.isEmpty() || movingMask.get().contains(mapped, i);
        double squared = 0;
        for (int d = 0; d < dim; d++) {
          double difference = valid ? mapped.axis(d)[i] - moving.get(from + i, d) : 0;
          cotangents[d][i] = difference;
          squared += difference * difference;
        }
        double distance = Math.sqrt(squared);
        sum += distance;
        count += valid ? 1 : 0;
        for (int d = 0; d < dim; d++) {
          cotangents[d][i] = distance > Math.ulp(1.0) ? cotangents[d][i] / distance : 0;
        }
      }
      if (gradient != null) {
        kernel.pullback(cotangents, gradient);
      }
    }
    double scale = 1.0 / Math.max(1, count);
    SampleSum.scale(gradient, scale);
    return sum * scale;
  }
}
