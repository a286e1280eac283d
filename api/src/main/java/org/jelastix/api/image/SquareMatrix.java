package org.jelastix.api.image;

/** The little linear algebra that grids need: small square matrices, row-major. */
final class SquareMatrix {
  private SquareMatrix() {}

  static double[] identity(int n) {
    double[] m = new double[n * n];
    for (int i = 0; i < n; i++) {
      m[i * n + i] = 1;
    }
    return m;
  }

  /** Gauss-Jordan elimination with partial pivoting. */
  static double[] inverse(double[] matrix, int n) {
    double[] a = matrix.clone();
    double[] inv = identity(n);
    double scale = 0;
    for (double v : a) {
      if (!Double.isFinite(v)) {
        throw new IllegalArgumentException("direction must be finite");
      }
      scale = Math.max(scale, Math.abs(v));
    }
    for (int col = 0; col < n; col++) {
      int pivot = col;
      for (int row = col + 1; row < n; row++) {
        if (Math.abs(a[row * n + col]) > Math.abs(a[pivot * n + col])) {
          pivot = row;
        }
      }
      double p = a[pivot * n + col];
      if (Math.abs(p) <= 1e-14 * scale) {
        throw new IllegalArgumentException("direction must be invertible");
      }
      for (int c = 0; c < n; c++) {
        double swapA = a[col * n + c];
        a[col * n + c] = a[pivot * n + c] / p;
        if (pivot != col) {
          a[pivot * n + c] = swapA;
        }
        double swapI = inv[col * n + c];
        inv[col * n + c] = inv[pivot * n + c] / p;
        if (pivot != col) {
          inv[pivot * n + c] = swapI;
        }
      }
      for (int row = 0; row < n; row++) {
        if (row != col) {
          double factor = a[row * n + col];
          for (int c = 0; c < n; c++) {
            a[row * n + c] -= factor * a[col * n + c];
            inv[row * n + c] -= factor * inv[col * n + c];
          }
        }
      }
    }
    return inv;
  }
}
