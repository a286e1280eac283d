package org.jelastix.transforms.affine;

import java.util.Arrays;
import org.jelastix.api.component.AffineMap;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.image.PointBatch;

/** Spatial derivatives of a {@link MatrixTransform}: M everywhere, and 0. */
final class MatrixSpatialKernel implements SpatialKernel {
  private final double[] m;
  private final double[][] derivatives;
  private int size;

  MatrixSpatialKernel(AffineMap map, double[][] derivatives) {
    this.m = map.matrix();
    this.derivatives = derivatives;
  }

  @Override
  public void at(PointBatch fixed) {
    size = fixed.size();
  }

  @Override
  public void jacobian(double[][] out) {
    for (int e = 0; e < m.length; e++) {
      Arrays.fill(out[e], 0, size, m[e]);
    }
  }

  @Override
  public void hessian(double[][] out) {
    for (double[] entry : out) {
      Arrays.fill(entry, 0, size, 0);
    }
  }

  @Override
  public void pullbackJacobian(double[][] cotangents, double[] gradient) {
    for (int e = 0; e < m.length; e++) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += cotangents[e][i];
      }
      for (int k = 0; k < derivatives.length; k++) {
        if (derivatives[k] != null) {
          gradient[k] += derivatives[k][e] * sum;
        }
      }
    }
  }

  @Override
  public void pullbackHessian(double[][] cotangents, double[] gradient) {
    // The Hessian is 0 whatever the parameters are.
  }
}
