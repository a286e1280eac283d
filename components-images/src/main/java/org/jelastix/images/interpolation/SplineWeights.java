package org.jelastix.images.interpolation;

/**
 * Weights of the n+1 control points that a uniform B-spline of order n uses at one position.
 *
 * <p>At x, with h = 0 for odd n and ½ for even n, the first control point is {@code ⌊x+h⌋ - ⌊n/2⌋},
 * and f = x + h - ⌊x+h⌋ is the position within the knot cell. As in ITK, the cell is found in
 * single precision, so that a position within rounding of a knot belongs to the cell on its right;
 * the polynomials are evaluated in double precision at the exact position, with f a trifle outside
 * of [0, 1) then.
 *
 * <p>Weights come from the recurrence of de Boor and Cox, {@code N(n,j) = ((f+n-j)·N(n-1,j-1) +
 * (j+1-f)·N(n-1,j)) / n}; derivatives from {@code N'(n,j) = N(n-1,j-1) - N(n-1,j)}. C. de Boor, A
 * Practical Guide to Splines, Springer, 1978.
 */
final class SplineWeights {
  private SplineWeights() {}

  /** The highest order. */
  static final int MAX_ORDER = 5;

  /** The largest image side for which {@link #oddCell} and {@link #evenCell} hold. */
  static final int MAX_FAST_SIZE = 1 << 17;

  /** Single precision rounds up to the next whole number beyond this fraction at most. */
  private static final double NEAR_NEXT = 0.99;

  /** ⌊x+h⌋, found in single precision. */
  static int cell(int order, double x) {
    float shifted = (order & 1) == 1 ? (float) x : (float) x + 0.5f;
    int truncated = (int) shifted;
    return shifted < truncated ? truncated - 1 : truncated;
  }

  /**
   * {@link #cell} of an odd order, for positions from 0 to {@link #MAX_FAST_SIZE}. Converts to
   * single precision only where that can matter, because the conversion stalls loops that wait for
   * memory.
   */
  static int oddCell(double x) {
    int cell = (int) x;
    return x - cell > NEAR_NEXT ? (int) (float) x : cell;
  }

  /** {@link #cell} of an even order, for positions from 0 to {@link #MAX_FAST_SIZE}. */
  static int evenCell(double x) {
    double shifted = x + 0.5;
    int cell = (int) shifted;
    return shifted - cell > NEAR_NEXT ? (int) ((float) x + 0.5f) : cell;
  }

  /** f for a position in a cell. */
  static double fraction(int order, double x, int cell) {
    return (order & 1) == 1 ? x - cell : x + 0.5 - cell;
  }

  /**
   * The weights, by recurrence for every order.
   *
   * @param order n
   * @param f position in the cell
   * @param out n+1 weights
   * @param at where in {@code out} to put the first
   */
  static void values(int order, double f, double[] out, int at) {
    out[at] = 1;
    for (int n = 1; n <= order; n++) {
      double above = 0;
      for (int j = n; j >= 0; j--) {
        double here = j > 0 ? out[at + j - 1] : 0;
        out[at + j] = ((f + n - j) * here + (j + 1 - f) * above) / n;
        above = here;
      }
    }
  }

  /**
   * The derivatives of the weights with respect to x, for every order.
   *
   * @param order n
   * @param f position in the cell
   * @param out n+1 derivatives
   * @param at where in {@code out} to put the first
   */
  static void derivatives(int order, double f, double[] out, int at) {
    if (order == 0) {
      out[at] = 0;
      return;
    }
    values(order - 1, f, out, at);
    double above = 0;
    for (int j = order; j >= 0; j--) {
      double here = j > 0 ? out[at + j - 1] : 0;
      out[at + j] = here - above;
      above = here;
    }
  }

  /** The three weights of order 2, written out. */
  static void quadratic(double f, double[] out, int at) {
    double first = 0.5 * (1 - f) * (1 - f);
    double last = 0.5 * f * f;
    out[at] = first;
    out[at + 1] = 1 - first - last;
    out[at + 2] = last;
  }

  /** The derivatives of the weights of order 2. */
  static void quadraticSlopes(double f, double[] out, int at) {
    out[at] = f - 1;
    out[at + 1] = 1 - 2 * f;
    out[at + 2] = f;
  }

  /** The four weights of order 3, written out. */
  static void cubic(double f, double[] out, int at) {
    double g = 1 - f;
    double first = g * g * g * (1.0 / 6);
    double last = f * f * f * (1.0 / 6);
    double second = 2.0 / 3 - f * f * (1 - 0.5 * f);
    out[at] = first;
    out[at + 1] = second;
    out[at + 2] = 1 - first - second - last;
    out[at + 3] = last;
  }

  /** The derivatives of the weights of order 3. */
  static void cubicSlopes(double f, double[] out, int at) {
    double first = -0.5 * (1 - f) * (1 - f);
    double second = f * (1.5 * f - 2);
    double last = 0.5 * f * f;
    out[at] = first;
    out[at + 1] = second;
    out[at + 2] = -(first + second + last);
    out[at + 3] = last;
  }
}
