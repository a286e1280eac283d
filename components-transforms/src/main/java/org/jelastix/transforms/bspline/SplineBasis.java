package org.jelastix.transforms.bspline;

/**
 * The order+1 B-splines of one order that are not 0 in a cell, as functions of the position t in
 * the cell, from 0 to 1 (M. Unser, "Splines: a perfect fit for signal and image processing", IEEE
 * Signal Processing Magazine 16(6), 1999).
 *
 * <p>A continuous control point index x lies in the cell whose first control point is start = ⌊x −
 * (order − 1)/2⌋, at t = x − (order − 1)/2 − start.
 */
final class SplineBasis {
  private static final double SIXTH = 1.0 / 6.0;

  /** The polynomials of {@link #value}, by order − 1 and spline, lowest power first. */
  private static final double[][][] PIECES = {
    {{1, -1, 0, 0}, {0, 1, 0, 0}},
    {{0.5, -1, 0.5, 0}, {0.5, 1, -1, 0}, {0, 0, 0.5, 0}},
    {
      {SIXTH, -0.5, 0.5, -SIXTH},
      {4 * SIXTH, 0, -1, 0.5},
      {SIXTH, 0.5, 0.5, -0.5},
      {0, 0, 0, SIXTH}
    }
  };

  private SplineBasis() {}

  /** Fills w[at … at + order] with the values. */
  static void value(int order, double t, double[] w, int at) {
    double s = 1 - t;
    switch (order) {
      case 1 -> {
        w[at] = s;
        w[at + 1] = t;
      }
      case 2 -> {
        w[at] = 0.5 * s * s;
        w[at + 1] = 0.5 + t * s;
        w[at + 2] = 0.5 * t * t;
      }
      default -> {
        double tt = t * t;
        w[at] = s * s * s * SIXTH;
        w[at + 1] = (3 * tt * t - 6 * tt + 4) * SIXTH;
        w[at + 2] = (3 * (tt + t - tt * t) + 1) * SIXTH;
        w[at + 3] = tt * t * SIXTH;
      }
    }
  }

  /** Fills w[at … at + order] with the first derivatives; order 1 takes the one from the right. */
  static void derivative(int order, double t, double[] w, int at) {
    double s = 1 - t;
    switch (order) {
      case 1 -> {
        w[at] = -1;
        w[at + 1] = 1;
      }
      case 2 -> {
        w[at] = -s;
        w[at + 1] = s - t;
        w[at + 2] = t;
      }
      default -> {
        w[at] = -0.5 * s * s;
        w[at + 1] = (1.5 * t - 2) * t;
        w[at + 2] = (1 - 1.5 * t) * t + 0.5;
        w[at + 3] = 0.5 * t * t;
      }
    }
  }

  /** Fills w[at … at + order] with the second derivatives. */
  static void secondDerivative(int order, double t, double[] w, int at) {
    switch (order) {
      case 1 -> {
        w[at] = 0;
        w[at + 1] = 0;
      }
      case 2 -> {
        w[at] = 1;
        w[at + 1] = -2;
        w[at + 2] = 1;
      }
      default -> {
        w[at] = 1 - t;
        w[at + 1] = 3 * t - 2;
        w[at + 2] = 1 - 3 * t;
        w[at + 3] = t;
      }
    }
  }

  /**
   * Fills w[k][i] with the value or derivative of spline k at t[i], for i &lt; n: the same
   * functions as {@link #value}, {@link #derivative} and {@link #secondDerivative}, for vector
   * instructions.
   *
   * @param times how often to differentiate: 0, 1 or 2
   */
  static void fill(int order, int times, double[] t, double[][] w, int n) {
    for (int k = 0; k <= order; k++) {
      double[] p = PIECES[order - 1][k];
      switch (times) {
        case 0 -> TileLoops.polynomial(p[0], p[1], p[2], p[3], t, w[k], n);
        case 1 -> TileLoops.quadratic(p[1], 2 * p[2], 3 * p[3], t, w[k], n);
        default -> TileLoops.quadratic(2 * p[2], 6 * p[3], 0, t, w[k], n);
      }
    }
  }

  /**
   * The polynomial in t that order+1 coefficients make in their cell: p[0] + p[1] t + p[2] t² +
   * p[3] t³.
   */
  static void polynomial(int order, double[] c, int at, double[] p) {
    switch (order) {
      case 1 -> {
        p[0] = c[at];
        p[1] = c[at + 1] - c[at];
        p[2] = 0;
        p[3] = 0;
      }
      case 2 -> {
        p[0] = 0.5 * (c[at] + c[at + 1]);
        p[1] = c[at + 1] - c[at];
        p[2] = 0.5 * (c[at] + c[at + 2]) - c[at + 1];
        p[3] = 0;
      }
      default -> {
        p[0] = (c[at] + 4 * c[at + 1] + c[at + 2]) * SIXTH;
        p[1] = 0.5 * (c[at + 2] - c[at]);
        p[2] = 0.5 * (c[at] + c[at + 2]) - c[at + 1];
        p[3] = (c[at + 3] - c[at]) * SIXTH + 0.5 * (c[at + 1] - c[at + 2]);
      }
    }
  }

  /**
   * The same in place, for lines that lie side by side: coefficient k of line i is at first + k ·
   * stride + i, before of spline k, afterwards of t to the power k.
   */
  static void toPowers(int order, double[] c, int first, int stride, int lines) {
    for (int at = first; at < first + lines; at++) {
      double c0 = c[at];
      double c1 = c[at + stride];
      if (order == 1) {
        c[at + stride] = c1 - c0;
        continue;
      }
      double c2 = c[at + 2 * stride];
      double curve = 0.5 * (c0 + c2) - c1;
      if (order == 2) {
        c[at] = 0.5 * (c0 + c1);
        c[at + stride] = c1 - c0;
        c[at + 2 * stride] = curve;
        continue;
      }
      double c3 = c[at + 3 * stride];
      c[at] = (c0 + 4 * c1 + c2) * SIXTH;
      c[at + stride] = 0.5 * (c2 - c0);
      c[at + 2 * stride] = curve;
      c[at + 3 * stride] = (c3 - c0) * SIXTH + 0.5 * (c1 - c2);
    }
  }
}
