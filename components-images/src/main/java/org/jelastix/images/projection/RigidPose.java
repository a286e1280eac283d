package org.jelastix.images.projection;

import java.util.Optional;
import org.jelastix.api.component.AffineMap;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;

/**
 * A fixed rotation about a centre and a translation, x ↦ R(x - c) + c + t, where R turns about y,
 * then x, then z. Has no parameters that an optimizer could change.
 */
final class RigidPose implements Transform {
  private final AffineMap map;

  /**
   * @param parameters angles about x, y and z in radians, then the translation in mm
   * @param centre of the rotation, mm
   */
  RigidPose(double[] parameters, double[] centre) {
    double cx = Math.cos(parameters[0]);
    double sx = Math.sin(parameters[0]);
    double cy = Math.cos(parameters[1]);
    double sy = Math.sin(parameters[1]);
    double cz = Math.cos(parameters[2]);
    double sz = Math.sin(parameters[2]);
    double[] r = {
      cz * cy - sz * sx * sy,
      -sz * cx,
      cz * sy + sz * sx * cy,
      sz * cy + cz * sx * sy,
      cz * cx,
      sz * sy - cz * sx * cy,
      -cx * sy,
      sx,
      cx * cy
    };
    double[] offset = new double[3];
    for (int i = 0; i < 3; i++) {
      offset[i] = centre[i] + parameters[3 + i];
      for (int j = 0; j < 3; j++) {
        offset[i] -= r[3 * i + j] * centre[j];
      }
    }
    this.map = new AffineMap(r, offset);
  }

  @Override
  public int dimension() {
    return 3;
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
      throw new IllegalArgumentException("a fixed pose has no parameters");
    }
    return this;
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return new JacobianStructure(0, true, false);
  }

  @Override
  public Optional<AffineMap> asAffine() {
    return Optional.of(map);
  }

  @Override
  public ParameterMap describe() {
    return ParameterMap.empty();
  }

  @Override
  public TransformKernel kernel() {
    return new Kernel();
  }

  private final class Kernel implements TransformKernel {

    @Override
    public void forward(PointBatch fixed, PointBatch moving) {
      int n = fixed.size();
      moving.resize(n);
      double[] m = map.matrix();
      for (int r = 0; r < 3; r++) {
        double[] out = moving.axis(r);
        for (int i = 0; i < n; i++) {
          out[i] =
              m[3 * r] * fixed.axis(0)[i]
                  + m[3 * r + 1] * fixed.axis(1)[i]
                  + m[3 * r + 2] * fixed.axis(2)[i]
                  + map.offset()[r];
        }
      }
    }

    @Override
    public void pullback(double[][] cotangents, double[] gradient) {}

    @Override
    public void jacobian(int point, SparseJacobian out) {
      out.resize(0);
    }
  }
}
