package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.spi.SampleCheck;

/**
 * The mean squared difference of tissue volume in a voxel,
 *
 * <pre>1/n Σ ((fᵢ - a) - det J(xᵢ) (mᵢ - a))² / (t - a)²</pre>
 *
 * with J the spatial Jacobian and a, t the intensities of air and tissue: the mass of lung tissue
 * is kept when the lung is inflated. A cotangent of det J is that of J times the cofactors of J.
 */
final class TissueVolumeDifference implements Metric {
  private static final String NAME = "SumSquaredTissueVolumeDifference";

  private final MovingView moving;
  private final double air;
  private final double tissue;
  private final SampleCheck check;
  private final Parallel parallel;

  TissueVolumeDifference(
      MovingView moving, double air, double tissue, SampleCheck check, Parallel parallel) {
    this.moving = moving;
    this.air = air;
    this.tissue = tissue;
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
    SpatiallyDifferentiable t = TransformDemand.spatialDerivatives(NAME, transform);
    SampleSum sum =
        SampleSum.over(t, samples, 1, () -> new Worker(t, samples.values()), gradient, parallel);
    check.require(sum.valid(), samples.size(), moving.isMasked());
    double scale = sum.valid() == 0 ? 0 : 1.0 / sum.valid();
    SampleSum.scale(gradient, scale);
    return sum.get(0) * scale;
  }

  private final class Worker implements SampleSum.Worker {
    private final double[] fixed;
    private final MovingView.Probe probe;
    private final SpatialKernel spatial;
    private final double[][] jacobian;
    private final double[] j;
    private final double[] cofactors;
    private final double[] weights = new double[PointBatch.CAPACITY];

    Worker(SpatiallyDifferentiable transform, double[] fixed) {
      int dim = transform.dimension();
      this.fixed = fixed;
      this.probe = moving.probe(transform);
      this.spatial = transform.spatialKernel();
      this.jacobian = new double[dim * dim][PointBatch.CAPACITY];
      this.j = new double[dim * dim];
      this.cofactors = new double[dim * dim];
    }

    @Override
    public int add(PointBatch points, int from, double[] sums, double[] gradient) {
      int n = points.size();
      int valid = probe.look(points, gradient != null);
      spatial.at(points);
      spatial.jacobian(jacobian);
      double range = tissue - air;
      int dim = points.dimension();
      for (int i = 0; i < n; i++) {
        if (!probe.inside()[i]) {
          weights[i] = 0;
          for (double[] entry : jacobian) {
            entry[i] = 0;
          }
          continue;
        }
        for (int e = 0; e < j.length; e++) {
          j[e] = jacobian[e][i];
        }
        double determinant = Cofactors.of(j, dim, cofactors);
        double mass = (probe.values()[i] - air) / range;
        double difference = (fixed[from + i] - air) / range - determinant * mass;
        sums[0] += difference * difference;
        weights[i] = -2 * difference * determinant / range;
        for (int e = 0; e < j.length; e++) {
          jacobian[e][i] = -2 * difference * mass * cofactors[e];
        }
      }
      if (gradient != null) {
        probe.kernel().pullback(probe.weighted(weights, n), gradient);
        spatial.pullbackJacobian(jacobian, gradient);
      }
      return valid;
    }
  }
}
