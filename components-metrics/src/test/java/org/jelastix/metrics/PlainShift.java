package org.jelastix.metrics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jelastix.api.component.AffineMap;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;

/** A 2-D identity without spatial derivatives, which may or may not say that it is affine. */
record PlainShift(boolean saysAffine) implements Transform {
  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public int parameterCount() {
    return 2;
  }

  @Override
  public double[] parameters() {
    return new double[2];
  }

  @Override
  public Transform withParameters(double[] parameters) {
    return this;
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return JacobianStructure.dense(2);
  }

  @Override
  public ParameterMap describe() {
    return ParameterMap.of(Map.of("Transform", List.of("PlainShift")));
  }

  @Override
  public Optional<AffineMap> asAffine() {
    return saysAffine
        ? Optional.of(new AffineMap(new double[] {1, 0, 0, 1}, new double[2]))
        : Optional.empty();
  }

  @Override
  public TransformKernel kernel() {
    return new TransformKernel() {
      @Override
      public void forward(PointBatch fixed, PointBatch moving) {
        moving.resize(fixed.size());
        for (int d = 0; d < 2; d++) {
          System.arraycopy(fixed.axis(d), 0, moving.axis(d), 0, fixed.size());
        }
      }

      @Override
      public void pullback(double[][] cotangents, double[] gradient) {}

      @Override
      public void jacobian(int point, SparseJacobian out) {
        out.resize(0);
      }
    };
  }
}
