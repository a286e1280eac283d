package org.jelastix.metrics;

import java.util.Optional;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.spi.SampleCheck;

/**
 * The mean squared displacement 1/n Σ ‖T(xᵢ) - xᵢ‖², in mm², over the samples that are mapped into
 * the moving mask.
 */
final class DisplacementMagnitude implements Metric {
  private final Optional<Mask> movingMask;
  private final SampleCheck check;
  private final Parallel parallel;

  DisplacementMagnitude(Optional<Mask> movingMask, SampleCheck check, Parallel parallel) {
    this.movingMask = movingMask;
    this.check = check;
    this.parallel = parallel;
  }

  @Override
  public double value(Transform transform, ImageSamples samples) {
    return evaluate(transform, samples, null);
  }

  @Override
  public double valueAndGradient(Transform transform, ImageSamples samples, double[] gradient) {
    return evaluate(transform, samples, gradient);
  }

  private double evaluate(Transform transform, ImageSamples samples, double[] gradient) {
    SampleSum sum =
        SampleSum.over(transform, samples, 1, () -> new Worker(transform), gradient, parallel);
    check.require(sum.valid(), samples.size(), movingMask.isPresent());
    double scale = 1.0 / Math.max(1, sum.valid());
    SampleSum.scale(gradient, scale);
    return sum.get(0) * scale;
  }

  private final class Worker implements SampleSum.Worker {
    private final TransformKernel kernel;
    private final PointBatch mapped;
    private final double[][] twice;

    Worker(Transform transform) {
      this.kernel = transform.kernel();
      this.mapped = new PointBatch(transform.dimension());
      this.twice = new double[transform.dimension()][PointBatch.CAPACITY];
    }

    @Override
    public int add(PointBatch points, int from, double[] sums, double[] gradient) {
      kernel.forward(points, mapped);
      int count = 0;
      for (int i = 0; i < points.size(); i++) {
        boolean valid = movingMask.isEmpty() || movingMask.get().contains(mapped, i);
        count += valid ? 1 : 0;
        for (int d = 0; d < twice.length; d++) {
          double displacement = valid ? mapped.axis(d)[i] - points.axis(d)[i] : 0;
          sums[0] += displacement * displacement;
          twice[d][i] = 2 * displacement;
        }
      }
      if (gradient != null) {
        kernel.pullback(twice, gradient);
      }
      return count;
    }
  }
}
