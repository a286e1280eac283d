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
    SampleSum sum = SampleSum.over(t, samples, 1, () -> new Worker(t), gradient, parallel);
    check.require(sum.valid(), samples.size(), movingMask.isPresent());
    double scale = sum.valid() == 0 ? 0 : 1.0 / sum.valid();
    SampleSum.scale(gradient, 2 * scale);
    return sum.get(0) * scale;
  }

  private final class Worker implements SampleSum.Worker {
    private final SpatialKernel spatial;
    private final TransformKernel kernel;
    private final PointBatch mapped;
    private final double[][] hessian;
    private final double[] squares = new double[PointBatch.CAPACITY];

    Worker(SpatiallyDifferentiable transform) {
      int dim = transform.dimension();
      this.spatial = transform.spatialKernel();
      this.kernel = movingMask.isPresent() ? transform.kernel() : null;
      this.mapped = new PointBatch(dim);
      this.hessian = new double[dim * dim * dim][PointBatch.CAPACITY];
    }

    @Override
    public int add(PointBatch points, int from, double[] sums, double[] gradient) {
      int n = points.size();
      int valid = n;
      spatial.at(points);
      spatial.hessian(hessian);
      if (movingMask.isPresent()) {
        kernel.forward(points, mapped);
        for (int i = 0; i < n; i++) {
          if (!movingMask.get().contains(mapped, i)) {
            valid--;
            for (double[] entry : hessian) {
              entry[i] = 0;
            }
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
      return valid;
    }

    private void addSquares(double[] entry, int n) {
      for (int i = 0; i < n; i++) {
        squares[i] += entry[i] * entry[i];
      }
    }
  }
}
