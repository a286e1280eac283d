package org.jelastix.transforms.affine;

/** Products of small square matrices, row-major. */
final class SmallMatrix {
  private SmallMatrix() {}

  static double[] identity(int n) {
    double[] m = new double[n * n];
    for (int i = 0; i < n; i++) {
      m[i * n + i] = 1;
    }
    return m;
  }

  /** a·b. */
  static double[] product(double[] a, double[] b, int n) {
    double[] m = new double[n * n];
    for (int r = 0; r < n; r++) {
      for (int k = 0; k < n; k++) {
        double v = a[r * n + k];
        for (int c = 0; c < n; c++) {
          m[r * n + c] += v * b[k * n + c];
        }
      }
    }
    return m;
  }

  /** a·b·c. */
  static double[] product(double[] a, double[] b, double[] c, int n) {
    return product(product(a, b, n), c, n);
  }

  static double[] scaled(double[] a, double factor) {
    double[] m = a.clone();
    for (int e = 0; e < m.length; e++) {
      m[e] *= factor;
    }
    return m;
  }
}
