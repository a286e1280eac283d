package org.jelastix.transforms.field;

import java.util.Optional;
import org.jelastix.api.component.AffineMap;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;

/**
 * A fixed transform that can be differentiated in space.
 *
 * @param plain the rest
 * @param inner gives the derivatives
 */
record DifferentiableFixedTransform(FixedTransform plain, SpatiallyDifferentiable inner)
    implements SpatiallyDifferentiable {

  @Override
  public int dimension() {
    return plain.dimension();
  }

  @Override
  public int parameterCount() {
    return 0;
  }

  @Override
  public double[] parameters() {
    return plain.parameters();
  }

  @Override
  public DifferentiableFixedTransform withParameters(double[] parameters) {
    if (parameters.length != 0) {
      throw new IllegalArgumentException("a fixed transform has no parameters");
    }
    return this;
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
    SpatialKernel kernel = inner.spatialKernel();
    return new SpatialKernel() {
      @Override
      public void at(PointBatch fixed) {
        kernel.at(fixed);
      }

      @Override
      public void jacobian(double[][] out) {
        kernel.jacobian(out);
      }

      @Override
      public void hessian(double[][] out) {
        kernel.hessian(out);
      }

      @Override
      public void pullbackJacobian(double[][] cotangents, double[] gradient) {
        // There are no parameters.
      }

      @Override
      public void pullbackHessian(double[][] cotangents, double[] gradient) {
        // There are no parameters.
      }
    };
  }
}
