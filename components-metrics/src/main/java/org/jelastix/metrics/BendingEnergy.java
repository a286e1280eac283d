package org.jelastix.metrics;

import java.util.Arrays;
import java.util.Optional;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.spi.SampleCheck;

/**
 * The bending energy of a thin plate,
 *
 * <pre>1/n Σᵢ Σ_rab (∂²T_r/∂x_a∂x_b (xᵢ))²,   in mm⁻²</pre>
 *
 * over the samples that are mapped into the moving mask; 0 for affine maps.
 */
final class BendingEnergy implements Metric {
  private static final String NAME = "TransformBendingEnergyPenalty";

  private final Optional<Mask> movingMask;
  private final SampleCheck check;
  private final Parallel parallel;
  private final SpareArrays partials = new SpareArrays();

  BendingEnergy(Optional<Mask> movingMask, SampleCheck check, Parallel parallel) {
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
    if (transform.asAffine().isPresent()) {
      if (gradient != null) {
        Arrays.fill(gradient, 0);
      }
      return 0;
    }
    SpatiallyDifferentiable t = TransformDemand.spatialDerivatives(NAME, transform);
    SampleSum sum = SampleSum.over(t, samples, 1, () -> worker(t), gradient, partials, parallel);
    check.require(sum.valid(), samples.size(), movingMask.isPresent());
    double scale = sum.valid() == 0 ? 0 : 1.0 / sum.valid();
    SampleSum.scale(gradient, 2 * scale);
    return sum.get(0) * scale;
  }

  private SampleSum.Worker worker(SpatiallyDifferentiable transform) {
    SpatialKernel spatial = transform.spatialKernel();
    return spatial
        .squaredHessians()
        .<SampleSum.Worker>map(sums -> new SummingWorker(transform, spatial, sums))
        .orElseGet(() -> new HessianWorker(transform, spatial));
  }

  /** Which points of a batch count. */
  private final class Counting {
    private final TransformKernel kernel;
    private final PointBatch mapped;
    private final boolean[] counts = new boolean[PointBatch.CAPACITY];

    Counting(Transform transform) {
      this.kernel = transform.kernel();
      this.mapped = new PointBatch(transform.dimension());
    }

    boolean[] of(PointBatch points) {
      kernel.forward(points, mapped);
      for (int i = 0; i < points.size(); i++) {
        counts[i] = movingMask.get().contains(mapped, i);
      }
      return counts;
    }
  }

  private Counting counting(Transform transform) {
    return movingMask.isPresent() ? new Counting(transform) : null;
  }

  private static int count(boolean[] counts, int n) {
    if (counts == null) {
      return n;
    }
    int valid = 0;
    for (int i = 0; i < n; i++) {
      valid += counts[i] ? 1 : 0;
    }
    return valid;
  }

  /** Leaves the sum to the kernel. */
  private final class SummingWorker implements SampleSum.Worker {
    private final SpatialKernel spatial;
    private final SpatialKernel.SquaredHessians squares;
    private final Counting counting;

    SummingWorker(
        Transform transform, SpatialKernel spatial, SpatialKernel.SquaredHessians squares) {
      this.spatial = spatial;
      this.squares = squares;
      this.counting = counting(transform);
    }

    @Override
    public int add(PointBatch points, int from, double[] sums, double[] gradient) {
      boolean[] counts = counting == null ? null : counting.of(points);
      spatial.at(points);
      sums[0] += squares.add(null, counts, gradient);
      return count(counts, points.size());
    }
  }

  /** The formula as it stands, for all transforms. */
  private final class HessianWorker implements SampleSum.Worker {
    private final SpatialKernel spatial;
    private final Counting counting;
    private final double[][] hessian;
    private final double[] squares = new double[PointBatch.CAPACITY];

    HessianWorker(Transform transform, SpatialKernel spatial) {
      int dim = transform.dimension();
      this.spatial = spatial;
      this.counting = counting(transform);
      this.hessian = new double[dim * dim * dim][PointBatch.CAPACITY];
    }

    @Override
    public int add(PointBatch points, int from, double[] sums, double[] gradient) {
      int n = points.size();
      spatial.at(points);
      spatial.hessian(hessian);
      boolean[] counts = counting == null ? null : counting.of(points);
      if (counts != null) {
        for (double[] entry : hessian) {
          for (int i = 0; i < n; i++) {
            entry[i] = counts[i] ? entry[i] : 0;
          }
        }
      }
      Arrays.fill(squares, 0, n, 0);
      for (double[] entry : hessian) {
        addSquares(entry, n);
      }
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += squares[i];
      }
      sums[0] += sum;
      if (gradient != null) {
        // The derivative of a square is twice its root: the 2 is in the final scale.
        spatial.pullbackHessian(hessian, gradient);
      }
      return count(counts, n);
    }

    private void addSquares(double[] entry, int n) {
      for (int i = 0; i < n; i++) {
        squares[i] += entry[i] * entry[i];
      }
    }
  }
}
