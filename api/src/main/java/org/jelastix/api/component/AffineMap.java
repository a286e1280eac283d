package org.jelastix.api.component;

/**
 * x ↦ A·x + b, in mm. Immutable by agreement: the arrays are not written to.
 *
 * @param matrix A, row-major, dimension × dimension
 * @param offset b, mm
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
public record AffineMap(double[] matrix, double[] offset) {

  /** Coordinates of a point. */
  public int dimension() {
    return offset.length;
  }

  /**
   * This map after another: x ↦ this(inner(x)).
   *
   * @param inner applied first, of the same dimension
   */
  public AffineMap after(AffineMap inner) {
    int n = offset.length;
    double[] a = new double[n * n];
    double[] b = offset.clone();
    for (int r = 0; r < n; r++) {
      for (int k = 0; k < n; k++) {
        double m = matrix[r * n + k];
        b[r] += m * inner.offset[k];
        for (int c = 0; c < n; c++) {
          a[r * n + c] += m * inner.matrix[k * n + c];
        }
      }
    }
    return new AffineMap(a, b);
  }
}
