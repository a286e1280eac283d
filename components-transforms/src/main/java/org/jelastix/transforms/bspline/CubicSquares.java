package org.jelastix.transforms.bspline;

import static org.jelastix.api.numeric.Fused.fma;

import org.jelastix.api.component.SpatialKernel.SquaredHessians;

/**
 * The sum of squared second derivatives of a cubic B-spline transform in three dimensions, point
 * after point.
 *
 * <p>Of each coordinate r, the six second derivatives along the axes of the grid are
 *
 * <pre>g_s = Σ_l β^(c)(z)_l Σ_j β^(b)(y)_j Σ_k β^(a)(x)_k c_rkjl,   a + b + c = 2</pre>
 *
 * summed axis by axis: of a row of four control points, one sum for each of a = 0, 1, 2; of a slice
 * of four rows, one for each (a, b); of four slices, g. Second derivatives in world space are
 * linear in g, so that their squares are gᵀ M g, and half of that derivative is h = M g. It goes
 * back to the control points by the same weights, axis by axis in reverse.
 *
 * <p>The sums of one row stay in registers. {@link SeparableSpatialKernel} does the same for any
 * order and dimension, but with arrays of a tile of points between the steps.
 */
final class CubicSquares {
  private static final int TAPS = 4;

  /** Where the weights of the first and second derivatives begin, after those of the values. */
  private static final int FIRST = 4;

  private static final int SECOND = 8;
  private static final int Y = 12;
  private static final int Z = 24;

  private final ControlGrid grid;
  private final double[] c;
  private final int width;
  private final int slice;
  private final double[] w = new double[36];

  /** Second derivatives zz, yz, yy, xz, xy, xx: in the order of {@link MixedDerivatives}. */
  private final double[] g = new double[6];

  private final double[] h = new double[6];

  CubicSquares(ControlGrid grid, double[] coefficients) {
    this.grid = grid;
    this.c = coefficients;
    this.width = grid.strides[1];
    this.slice = grid.strides[2];
  }

  static boolean suits(ControlGrid grid) {
    return grid.dim == 3 && grid.order == 3 && !grid.cyclic;
  }

  /**
   * Adds one point.
   *
   * @param offset of its first control point
   * @param x position in the cell along axis 0, from 0 to 1
   * @param m M
   * @param gradient see {@link SquaredHessians#add}
   * @return gᵀ M g
   */
  double add(int offset, double x, double y, double z, double[][] m, double[] gradient) {
    weigh(x, 0);
    weigh(y, Y);
    weigh(z, Z);
    double sum = 0;
    for (int r = 0; r < 3; r++) {
      int base = r * grid.count + offset;
      gather(base);
      for (int s = 0; s < h.length; s++) {
        double[] row = m[s];
        h[s] =
            row[0] * g[0]
                + row[1] * g[1]
                + row[2] * g[2]
                + row[3] * g[3]
                + row[4] * g[4]
                + row[5] * g[5];
        sum += g[s] * h[s];
      }
      if (gradient != null) {
        scatter(base, gradient);
      }
    }
    return sum;
  }

  private void weigh(double t, int at) {
    SplineBasis.value(3, t, w, at);
    SplineBasis.derivative(3, t, w, at + FIRST);
    SplineBasis.secondDerivative(3, t, w, at + SECOND);
  }

  /**
   * As the weights along a row add up to 1, those of the first derivatives to 0 and so on, the sums
   * of a row follow from its second differences a and b:
   *
   * <pre>f = c₁ + t (c₂ − c₁) + β₀ a + β₃ b, f' = c₂ − c₁ + β'₀ a + β'₃ b, f" = β"₀ a + β"₃ b</pre>
   */
  private void gather(int base) {
    double x0 = w[0];
    double x3 = w[3];
    double d0 = w[FIRST];
    double d3 = w[FIRST + 3];
    double e0 = w[SECOND];
    double t = w[SECOND + 3];
    double zz = 0;
    double yz = 0;
    double yy = 0;
    double xz = 0;
    double xy = 0;
    double xx = 0;
    for (int l = 0; l < TAPS; l++) {
      double s00 = 0;
      double s01 = 0;
      double s02 = 0;
      double s10 = 0;
      double s11 = 0;
      double s20 = 0;
      int at = base + l * slice;
      for (int j = Y; j < Y + TAPS; j++, at += width) {
        double c1 = c[at + 1];
        double c2 = c[at + 2];
        double slope = c2 - c1;
        double a = slope - (c1 - c[at]);
        double b = (c[at + 3] - c2) - slope;
        double value = fma(x3, b, fma(x0, a, fma(t, slope, c1)));
        double first = fma(d3, b, fma(d0, a, slope));
        double second = fma(t, b, e0 * a);
        s00 = fma(w[j], value, s00);
        s01 = fma(w[j + FIRST], value, s01);
        s02 = fma(w[j + SECOND], value, s02);
        s10 = fma(w[j], first, s10);
        s11 = fma(w[j + FIRST], first, s11);
        s20 = fma(w[j], second, s20);
      }
      double z0 = w[Z + l];
      double z1 = w[Z + FIRST + l];
      zz = fma(w[Z + SECOND + l], s00, zz);
      yz = fma(z1, s01, yz);
      yy = fma(z0, s02, yy);
      xz = fma(z1, s10, xz);
      xy = fma(z0, s11, xy);
      xx = fma(z0, s20, xx);
    }
    g[0] = zz;
    g[1] = yz;
    g[2] = yy;
    g[3] = xz;
    g[4] = xy;
    g[5] = xx;
  }

  private void scatter(int base, double[] gradient) {
    double x0 = w[0];
    double x1 = w[1];
    double x2 = w[2];
    double x3 = w[3];
    double d0 = w[FIRST];
    double d1 = w[FIRST + 1];
    double d2 = w[FIRST + 2];
    double d3 = w[FIRST + 3];
    double e0 = w[SECOND];
    double e1 = w[SECOND + 1];
    double e2 = w[SECOND + 2];
    double e3 = w[SECOND + 3];
    for (int l = 0; l < TAPS; l++) {
      double z0 = w[Z + l];
      double z1 = w[Z + FIRST + l];
      double s00 = w[Z + SECOND + l] * h[0];
      double s01 = z1 * h[1];
      double s02 = z0 * h[2];
      double s10 = z1 * h[3];
      double s11 = z0 * h[4];
      double s20 = z0 * h[5];
      int at = base + l * slice;
      for (int j = Y; j < Y + TAPS; j++, at += width) {
        double value = fma(w[j + SECOND], s02, fma(w[j + FIRST], s01, w[j] * s00));
        double first = fma(w[j + FIRST], s11, w[j] * s10);
        double second = w[j] * s20;
        gradient[at] = fma(e0, second, fma(d0, first, fma(x0, value, gradient[at])));
        gradient[at + 1] = fma(e1, second, fma(d1, first, fma(x1, value, gradient[at + 1])));
        gradient[at + 2] = fma(e2, second, fma(d2, first, fma(x2, value, gradient[at + 2])));
        gradient[at + 3] = fma(e3, second, fma(d3, first, fma(x3, value, gradient[at + 3])));
      }
    }
  }
}
