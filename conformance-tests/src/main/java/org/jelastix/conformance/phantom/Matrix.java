package org.jelastix.conformance.phantom;

/** Small square matrices, row-major. */
final class Matrix {
  private Matrix() {}

  static double[] product(double[] a, double[] b, int n) {
    double[] c = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += a[i * n + k] * b[k * n + j];
        }
        c[i * n + j] = sum;
      }
    }
    return c;
  }

  /** By expansion along the first row; fine for the few axes of an image. */
  static double determinant(double[] a, int n) {
    if (n == 1) {
      return a[0];
    }
    double sum = 0;
    for (int column = 0; column < n; column++) {
      double minor = determinant(minor(a, n, 0, column), n - 1);
      sum += (column % 2 == 0 ? 1 : -1) * a[column] * minor;
    }
    return sum;
  }

  /** By cofactors. */
  static double[] inverse(double[] a, int n) {
    double determinant = determinant(a, n);
    if (!(Math.abs(determinant) > 1e-12)) {
      throw new IllegalArgumentException("the matrix of a warp must be invertible");
    }
    double[] inverse = new double[n * n];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        double minor = n == 1 ? 1 : determinant(minor(a, n, r, c), n - 1);
        inverse[c * n + r] = ((r + c) % 2 == 0 ? 1 : -1) * minor / determinant;
      }
    }
    return inverse;
  }

  private static double[] minor(double[] a, int n, int row, int column) {
    double[] m = new double[(n - 1) * (n - 1)];
    int k = 0;
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        if (r != row && c != column) {
          m[k++] = a[r * n + c];
        }
      }
    }
    return m;
  }
}
