package org.jelastix.metrics;

import java.util.Arrays;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;

/** Maps all points at once, and pulls cotangents of all of them back. */
final class MappedPoints {
  private MappedPoints() {}

  /** T of each point: one array an axis. */
  static double[][] map(Transform transform, ImageSamples points, Parallel parallel) {
    int dim = transform.dimension();
    double[][] mapped = new double[dim][points.size()];
    if (points.size() == 0) {
      return mapped;
    }
    SampleSum.over(
        transform,
        points,
        0,
        () -> {
          TransformKernel kernel = transform.kernel();
          PointBatch out = new PointBatch(dim);
          return (batch, from, sums, unused) -> {
            kernel.forward(batch, out);
            for (int d = 0; d < dim; d++) {
              System.arraycopy(out.axis(d), 0, mapped[d], from, batch.size());
            }
            return batch.size();
          };
        },
        null,
        parallel);
    return mapped;
  }

  /** gradient = Σ (∂T/∂μ)ᵀ g over all points. */
  static void pullBack(
      Transform transform,
      ImageSamples points,
      double[][] cotangents,
      double[] gradient,
      Parallel parallel) {
    int dim = transform.dimension();
    if (points.size() == 0) {
      Arrays.fill(gradient, 0);
      return;
    }
    SampleSum.over(
        transform,
        points,
        0,
        () -> {
          TransformKernel kernel = transform.kernel();
          PointBatch out = new PointBatch(dim);
          double[][] part = new double[dim][PointBatch.CAPACITY];
          return (batch, from, sums, sum) -> {
            kernel.forward(batch, out);
            for (int d = 0; d < dim; d++) {
              System.arraycopy(cotangents[d], from, part[d], 0, batch.size());
            }
            kernel.pullback(part, sum);
            return batch.size();
          };
        },
        gradient,
        parallel);
  }
}
