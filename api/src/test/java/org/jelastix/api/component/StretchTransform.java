package org.jelastix.api.component;

import java.util.Optional;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;

/** An affine map for tests, T(x) = A·x + b with A fixed and parameters b; not differentiable. */
final class StretchTransform implements Transform {
  private final AffineMap map;

  StretchTransform(AffineMap map) {
    this.map = map;
  }

  @Override
  public int dimension() {
    return map.dimension();
  }

  @Override
  public int parameterCount() {
    return map.dimension();
  }

  @Override
  public double[] parameters() {
    return map.offset().clone();
  }

  @Override
  public StretchTransform withParameters(double[] parameters) {
    return new StretchTransform(new AffineMap(map.matrix(), parameters.clone()));
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return new JacobianStructure(map.dimension(), true, false);
  }

  @Override
  public Optional<AffineMap> asAffine() {
    return Optional.of(map);
  }

  @Override
  public ParameterMap describe() {
    return ParameterMap.builder().put("Transform", "StretchTransform").build();
  }

  @Override
  public TransformKernel kernel() {
    return new TransformKernel() {
      @Override
      public void forward(PointBatch fixed, PointBatch moving) {
        int n = map.dimension();
        moving.resize(fixed.size());
        for (int i = 0; i < fixed.size(); i++) {
          for (int r = 0; r < n; r++) {
            double v = map.offset()[r];
            for (int c = 0; c < n; c++) {
              v += map.matrix()[r * n + c] * fixed.axis(c)[i];
            }
            moving.axis(r)[i] = v;
          }
        }
      }

      @Override
      public void pullback(double[][] g, double[] gradient) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void jacobian(int point, SparseJacobian out) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
