package org.jelastix.transforms.combination;

import java.util.Optional;
import org.jelastix.api.component.AffineMap;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;

/** A {@link WeightedSum} of transforms that can all be differentiated in space. */
final class DifferentiableWeightedSum implements SpatiallyDifferentiable {
  private final WeightedSum plain;

  DifferentiableWeightedSum(WeightedSum plain) {
    this.plain = plain;
  }

  @Override
  public int dimension() {
    return plain.dimension();
  }

  @Override
  public int parameterCount() {
    return plain.parameterCount();
  }

  @Override
  public double[] parameters() {
    return plain.parameters();
  }

  @Override
  public DifferentiableWeightedSum withParameters(double[] parameters) {
    return new DifferentiableWeightedSum(plain.withParameters(parameters));
  }

  @Override
  public TransformKernel kernel() {
    return plain.kernel();
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return plain.jacobianStructure();
  }

  @Override
  public Optional<AffineMap> asAffine() {
    return plain.asAffine();
  }

  @Override
  public ParameterMap describe() {
    return plain.describe();
  }

  @Override
  public SpatialKernel spatialKernel() {
    return new Derivatives();
  }

  private final class Derivatives implements SpatialKernel {
    private final int dim = plain.dimension();
    private final SpatialKernel[] kernels;
    private double[][][] parts = new double[0][][];
    private double[][] sum = new double[0][];
    private int size;

    Derivatives() {
      kernels = new SpatialKernel[plain.parts().size()];
      for (int i = 0; i < kernels.length; i++) {
        kernels[i] = ((SpatiallyDifferentiable) plain.parts().get(i)).spatialKernel();
      }
    }

    @Override
    public void at(PointBatch fixed) {
      size = fixed.size();
      for (SpatialKernel kernel : kernels) {
        kernel.at(fixed);
      }
    }

    @Override
    public void jacobian(double[][] out) {
      combine(true, out);
    }

    @Override
    public void hessian(double[][] out) {
      combine(false, out);
    }

    private void combine(boolean first, double[][] out) {
      int entries = first ? dim * dim : dim * dim * dim;
      if (parts.length == 0 || parts[0].length < entries || parts[0][0].length < size) {
        parts = new double[kernels.length][entries][Math.max(size, PointBatch.CAPACITY)];
      }
      for (int i = 0; i < kernels.length; i++) {
        if (first) {
          kernels[i].jacobian(parts[i]);
        } else {
          kernels[i].hessian(parts[i]);
        }
      }
      for (int e = 0; e < entries; e++) {
        double constant = identity(first, e) * plain.identityFactor();
        for (int k = 0; k < size; k++) {
          double value = constant;
          for (int i = 0; i < kernels.length; i++) {
            value += plain.factor(i) * parts[i][e][k];
          }
          out[e][k] = value;
        }
      }
    }

    private double identity(boolean first, int entry) {
      return first && entry / dim == entry % dim ? 1 : 0;
    }

    @Override
    public void pullbackJacobian(double[][] cotangents, double[] gradient) {
      pullback(true, cotangents, gradient);
    }

    @Override
    public void pullbackHessian(double[][] cotangents, double[] gradient) {
      pullback(false, cotangents, gradient);
    }

    private void pullback(boolean first, double[][] cotangents, double[] gradient) {
      int entries = first ? dim * dim : dim * dim * dim;
      if (sum.length < entries || sum[0].length < size) {
        sum = new double[entries][Math.max(size, PointBatch.CAPACITY)];
      }
      combine(first, sum);
      double scale = plain.normalised() ? 1 / plain.sumOfWeights() : 1;
      for (int i = 0; i < kernels.length; i++) {
        double total = 0;
        for (int e = 0; e < entries; e++) {
          for (int k = 0; k < size; k++) {
            double reference = plain.normalised() ? sum[e][k] : identity(first, e);
            total += cotangents[e][k] * (parts[i][e][k] - reference);
          }
        }
        gradient[i] += scale * total;
      }
    }
  }
}
