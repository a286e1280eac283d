package org.jelastix.conformance.phantom;

/** x ↦ A·(x − c) + c + t. */
final class AffineWarp implements Warp {
  private final double[] matrix;
  private final double[] inverse;
  private final double[] center;
  private final double[] translation;

  AffineWarp(double[] matrix, double[] center, double[] translation) {
    int dim = center.length;
    if (matrix.length != dim * dim || translation.length != dim) {
      throw new IllegalArgumentException(
          "an affine warp of " + dim + " dimensions needs a " + dim + "x" + dim + " matrix");
    }
    this.matrix = matrix.clone();
    this.inverse = Matrix.inverse(matrix, dim);
    this.center = center.clone();
    this.translation = translation.clone();
  }

  static double[] rotation(double[] angles, int dim) {
    if (angles.length != (dim == 2 ? 1 : 3) || dim > 3) {
      throw new IllegalArgumentException(
          "a rotation has 1 angle in 2-D and 3 in 3-D, not " + angles.length + " in " + dim + "-D");
    }
    if (dim == 2) {
      double c = StrictMath.cos(angles[0]);
      double s = StrictMath.sin(angles[0]);
      return new double[] {c, -s, s, c};
    }
    double cx = StrictMath.cos(angles[0]);
    double sx = StrictMath.sin(angles[0]);
    double cy = StrictMath.cos(angles[1]);
    double sy = StrictMath.sin(angles[1]);
    double cz = StrictMath.cos(angles[2]);
    double sz = StrictMath.sin(angles[2]);
    double[] rx = {1, 0, 0, 0, cx, -sx, 0, sx, cx};
    double[] ry = {cy, 0, sy, 0, 1, 0, -sy, 0, cy};
    double[] rz = {cz, -sz, 0, sz, cz, 0, 0, 0, 1};
    return Matrix.product(Matrix.product(rz, rx, 3), ry, 3);
  }

  @Override
  public int dimension() {
    return center.length;
  }

  @Override
  public void forward(double[] fixed, double[] moving) {
    int dim = center.length;
    double[] out = new double[dim];
    for (int r = 0; r < dim; r++) {
      double sum = center[r] + translation[r];
      for (int c = 0; c < dim; c++) {
        sum += matrix[r * dim + c] * (fixed[c] - center[c]);
      }
      out[r] = sum;
    }
    System.arraycopy(out, 0, moving, 0, dim);
  }

  @Override
  public void inverse(double[] moving, double[] fixed) {
    int dim = center.length;
    double[] out = new double[dim];
    for (int r = 0; r < dim; r++) {
      double sum = center[r];
      for (int c = 0; c < dim; c++) {
        sum += inverse[r * dim + c] * (moving[c] - center[c] - translation[c]);
      }
      out[r] = sum;
    }
    System.arraycopy(out, 0, fixed, 0, dim);
  }

  @Override
  public void spatialJacobian(double[] fixed, double[] out) {
    System.arraycopy(matrix, 0, out, 0, matrix.length);
  }
}
