package org.jelastix.metrics;

/** The cofactors of a small square matrix, which are the derivatives of its determinant. */
final class Cofactors {
  private Cofactors() {}

  /**
   * Determinant and cofactors by minors.
   *
   * @param m n × n, row-major
   * @param n 1 to 4
   * @param cofactors out, ∂det/∂m, in the order of m
   * @return the determinant
   */
  static double of(double[] m, int n, double[] cofactors) {
    switch (n) {
      case 1:
        cofactors[0] = 1;
        break;
      case 2:
        cofactors[0] = m[3];
        cofactors[1] = -m[2];
        cofactors[2] = -m[1];
        cofactors[3] = m[0];
        break;
      case 3:
        for (int r = 0; r < 3; r++) {
          int r1 = (r + 1) % 3 * 3;
          int r2 = (r + 2) % 3 * 3;
          for (int c = 0; c < 3; c++) {
            int c1 = (c + 1) % 3;
            int c2 = (c + 2) % 3;
            cofactors[r * 3 + c] = m[r1 + c1] * m[r2 + c2] - m[r1 + c2] * m[r2 + c1];
          }
        }
        break;
      default:
        for (int r = 0; r < n; r++) {
          for (int c = 0; c < n; c++) {
            double minor = minor(m, n, r, c);
            cofactors[r * n + c] = (r + c) % 2 == 0 ? minor : -minor;
          }
        }
        break;
    }
    double determinant = 0;
    for (int c = 0; c < n; c++) {
      determinant += m[c] * cofactors[c];
    }
    return determinant;
  }

  private static double minor(double[] m, int n, int row, int column) {
    double[] rest = new double[(n - 1) * (n - 1)];
    int k = 0;
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        if (r != row && c != column) {
          rest[k++] = m[r * n + c];
        }
      }
    }
    return of(rest, n - 1, new double[rest.length]);
  }
}
