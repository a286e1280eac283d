package org.jelastix.metrics;

import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.MetricContext;

/**
 * A metric with its gradient preconditioned (after Tustison, Avants and Gee 2009): with J the
 * Jacobian ∂T/∂μ at a sample, each sample's part of entry j is multiplied by (Jᵀ (J Jᵀ)⁻¹ J)_jj,
 * and the sum is divided by Σ ‖J_j‖² over the valid samples, relative to its mean over j.
 */
final class JacobianPreconditioning implements Metric {
  private static final double ADD_TO_DIAGONAL = 1e-10;

  private final Metric metric;
  private final MovingView moving;
  private final Parallel parallel;

  JacobianPreconditioning(Metric metric, MetricContext context) {
    this.metric = metric;
    this.moving = new MovingView(context);
    this.parallel = context.parallel();
  }

  @Override
  public double value(Transform transform, ImageSamples samples) {
    return metric.value(transform, samples);
  }

  @Override
  public double valueAndGradient(Transform transform, ImageSamples samples, double[] gradient) {
    double value = metric.valueAndGradient(new Weighted(transform), samples, gradient);
    double[] divisor = new double[gradient.length];
    SampleSum.over(transform, samples, 0, () -> new Divisor(transform), divisor, parallel);
    double mean = 0;
    for (double d : divisor) {
      mean += d / divisor.length;
    }
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] *= mean / (divisor[j] + 1e-14);
    }
    return value;
  }

  /** Adds the squared columns of the Jacobians of valid samples. */
  private final class Divisor implements SampleSum.Worker {
    private final MovingView.Probe probe;
    private final SparseJacobian jacobian;

    Divisor(Transform transform) {
      this.probe = moving.probe(transform);
      this.jacobian = SparseJacobian.of(transform);
    }

    @Override
    public int add(PointBatch points, int from, double[] sums, double[] gradient) {
      int count = probe.look(points, false);
      for (int i = 0; i < points.size(); i++) {
        if (probe.inside()[i]) {
          probe.kernel().jacobian(i, jacobian);
          for (int k = 0; k < jacobian.size(); k++) {
            for (int d = 0; d < jacobian.dimension(); d++) {
              gradient[jacobian.parameters()[k]] += jacobian.get(d, k) * jacobian.get(d, k);
            }
          }
        }
      }
      return count;
    }
  }

  /** The transform with a pullback that multiplies each sample's part. */
  private record Weighted(Transform transform) implements Transform {
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
      return new Weighted(transform.withParameters(parameters));
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
      return new WeightedKernel(transform);
    }
  }

  private static final class WeightedKernel implements TransformKernel {
    private final TransformKernel kernel;
    private final SparseJacobian jacobian;
    private int n;

    WeightedKernel(Transform transform) {
      this.kernel = transform.kernel();
      this.jacobian = SparseJacobian.of(transform);
    }

    @Override
    public void forward(PointBatch fixed, PointBatch moving) {
      n = fixed.size();
      kernel.forward(fixed, moving);
    }

    @Override
    public void pullback(double[][] cotangents, double[] gradient) {
      int dim = cotangents.length;
      for (int i = 0; i < n; i++) {
        boolean some = false;
        for (double[] axis : cotangents) {
          some |= axis[i] != 0;
        }
        if (!some) {
          continue;
        }
        kernel.jacobian(i, jacobian);
        double[][] inverse = inverseOfSquare(dim);
        for (int k = 0; k < jacobian.size(); k++) {
          double part = 0;
          double weight = 0;
          for (int r = 0; r < dim; r++) {
            part += cotangents[r][i] * jacobian.get(r, k);
            for (int c = 0; c < dim; c++) {
              weight += inverse[r][c] * jacobian.get(r, k) * jacobian.get(c, k);
            }
          }
          gradient[jacobian.parameters()[k]] += part * weight;
        }
      }
    }

    /** (J Jᵀ)⁻¹. */
    private double[][] inverseOfSquare(int dim) {
      double[][] square = new double[dim][dim];
      for (int r = 0; r < dim; r++) {
        square[r][r] = ADD_TO_DIAGONAL;
        for (int c = 0; c < dim; c++) {
          for (int k = 0; k < jacobian.size(); k++) {
            square[r][c] += jacobian.get(r, k) * jacobian.get(c, k);
          }
        }
      }
      RealMatrix matrix = MatrixUtils.createRealMatrix(square);
      return new LUDecomposition(matrix, 0).getSolver().getInverse().getData();
    }

    @Override
    public void jacobian(int point, SparseJacobian out) {
      kernel.jacobian(point, out);
    }
  }
}
