package org.jelastix.metrics;

import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;

/**
 * A metric with the gradient (v(T + h ∂T/∂μ_j) - v(T - h ∂T/∂μ_j)) / 2h: points move along the
 * Jacobian, also for transforms that do not depend on their parameters linearly.
 */
final class FiniteDifferences implements Metric {
  private final Metric metric;
  private final double step;

  FiniteDifferences(Metric metric, double step) {
    this.metric = metric;
    this.step = step;
  }

  @Override
  public double value(Transform transform, ImageSamples samples) {
    return metric.value(transform, samples);
  }

  @Override
  public double valueAndGradient(Transform transform, ImageSamples samples, double[] gradient) {
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] =
          (metric.value(new Shifted(transform, j, step), samples)
                  - metric.value(new Shifted(transform, j, -step), samples))
              / (2 * step);
    }
    return metric.value(transform, samples);
  }

  /** T + h ∂T/∂μ_j, for looking only. */
  private record Shifted(Transform transform, int parameter, double by) implements Transform {
    @Override
    public int dimension() {
      return transform.dimension();
    }

    @Override
    public int parameterCount() {
      return transform.parameterCount();
    }

    @Override
    public double[] parameters() {
      return transform.parameters();
    }

    @Override
    public Transform withParameters(double[] parameters) {
      return new Shifted(transform.withParameters(parameters), parameter, by);
    }

    @Override
    public JacobianStructure jacobianStructure() {
      return transform.jacobianStructure();
    }

    @Override
    public ParameterMap describe() {
      return transform.describe();
    }

    @Override
    public TransformKernel kernel() {
      return new ShiftedKernel(transform, parameter, by);
    }
  }

  private static final class ShiftedKernel implements TransformKernel {
    private final TransformKernel kernel;
    private final SparseJacobian jacobian;
    private final int parameter;
    private final double by;

    ShiftedKernel(Transform transform, int parameter, double by) {
      this.kernel = transform.kernel();
      this.jacobian = SparseJacobian.of(transform);
      this.parameter = parameter;
      this.by = by;
    }

    @Override
    public void forward(PointBatch fixed, PointBatch moving) {
      kernel.forward(fixed, moving);
      for (int i = 0; i < moving.size(); i++) {
        kernel.jacobian(i, jacobian);
        for (int k = 0; k < jacobian.size(); k++) {
          if (jacobian.parameters()[k] == parameter) {
            for (int d = 0; d < moving.dimension(); d++) {
              moving.axis(d)[i] += by * jacobian.get(d, k);
            }
          }
        }
      }
    }

    @Override
    public void pullback(double[][] cotangents, double[] gradient) {
      throw new UnsupportedOperationException("a shifted transform is for looking only");
    }

    @Override
    public void jacobian(int point, SparseJacobian out) {
      kernel.jacobian(point, out);
    }
  }
}
