package org.jelastix.transforms.affine;

/**
 * exp(A), by scaling and squaring a Taylor series (C. Moler, C. Van Loan, "Nineteen dubious ways to
 * compute the exponential of a matrix, twenty-five years later", SIAM Review 45(1), 2003), and its
 * directional derivatives.
 */
final class MatrixExponential {
  private static final int TERMS = 18;
  private static final double SMALL = 0.5;

  private MatrixExponential() {}

  /** exp(A) of an n × n matrix, row-major. */
  static double[] of(double[] a, int n) {
    double norm = 0;
    for (int r = 0; r < n; r++) {
      double row = 0;
      for (int c = 0; c < n; c++) {
        row += Math.abs(a[r * n + c]);
      }
      norm = Math.max(norm, row);
    }
    int squarings = norm > SMALL ? Math.max(0, Math.getExponent(norm / SMALL) + 1) : 0;
    double[] scaled = SmallMatrix.scaled(a, Math.scalb(1.0, -squarings));
    double[] sum = SmallMatrix.identity(n);
    double[] term = SmallMatrix.identity(n);
    for (int k = 1; k <= TERMS; k++) {
      term = SmallMatrix.scaled(SmallMatrix.product(term, scaled, n), 1.0 / k);
      for (int e = 0; e < sum.length; e++) {
        sum[e] += term[e];
      }
    }
    for (int s = 0; s < squarings; s++) {
      sum = SmallMatrix.product(sum, sum, n);
    }
    return sum;
  }

  /**
   * d/dh exp(A + h·E) at h = 0, where E is 1 in one entry: the upper right block of exp([A E; 0
   * A]).
   *
   * @param entry the number of that entry
   */
  static double[] derivative(double[] a, int n, int entry) {
    int two = 2 * n;
    double[] block = new double[two * two];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        block[r * two + c] = a[r * n + c];
        block[(n + r) * two + n + c] = a[r * n + c];
      }
    }
    block[entry / n * two + n + entry % n] = 1;
    double[] exponential = of(block, two);
    double[] derivative = new double[n * n];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        derivative[r * n + c] = exponential[r * two + n + c];
      }
    }
    return derivative;
  }
}
