package org.jelastix.transforms.field;

import java.util.Optional;
import org.jelastix.api.component.AffineMap;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;

/**
 * A transform whose parameters are nobody's business.
 *
 * @param inner does the work
 * @param address its file
 */
record FixedTransform(Transform inner, String address) implements Transform {

  @Override
  public int dimension() {
    return inner.dimension();
  }

  @Override
  public int parameterCount() {
    return 0;
  }

  @Override
  public double[] parameters() {
    return new double[0];
  }

  @Override
  public Transform withParameters(double[] parameters) {
    if (parameters.length != 0) {
      throw new IllegalArgumentException("a fixed transform has no parameters");
    }
    return this;
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return new JacobianStructure(0, true, false);
  }

  @Override
  public Optional<AffineMap> asAffine() {
    return inner.asAffine();
  }

  @Override
  public ParameterMap describe() {
    return ParameterMap.builder()
        .put("Transform", "ExternalTransform")
        .put("NumberOfParameters", 0)
        .put("TransformParameters", new String[0])
        .put("TransformAddress", address)
        .build();
  }

  @Override
  public TransformKernel kernel() {
    TransformKernel kernel = inner.kernel();
    return new TransformKernel() {
      @Override
      public void forward(PointBatch fixed, PointBatch moving) {
        kernel.forward(fixed, moving);
      }

      @Override
      public void pullback(double[][] cotangents, double[] gradient) {
        // There are no parameters.
      }

      @Override
      public void jacobian(int point, SparseJacobian out) {
        out.resize(0);
      }

      @Override
      public void apply(PointBatch fixed, PointBatch moving) {
        kernel.apply(fixed, moving);
      }

      @Override
      public void lattice(double[] start, double[][] steps, int[] size, PointBatch moving) {
        kernel.lattice(start, steps, size, moving);
      }
    };
  }
}
