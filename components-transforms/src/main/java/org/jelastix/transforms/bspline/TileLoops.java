package org.jelastix.transforms.bspline;

/**
 * Loops over the points of a tile, one array entry a point: so plain that the JIT compiler makes
 * vector instructions of them.
 */
final class TileLoops {
  private TileLoops() {}

  /** out = Σ_k w_k a_k, over 2 to 4 taps. */
  static void weightedSum(double[][] w, double[][] a, double[] out, int n) {
    switch (w.length) {
      case 2 -> weightedSum(w[0], a[0], w[1], a[1], out, n);
      case 3 -> weightedSum(w[0], a[0], w[1], a[1], w[2], a[2], out, n);
      default -> {
        // A loop of all four has too many arrays to become vector instructions.
        weightedSum(w[0], a[0], w[1], a[1], out, n);
        addWeightedSum(w[2], a[2], w[3], a[3], out, n);
      }
    }
  }

  /** out = w a. */
  static void product(double[] w, double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = w[i] * a[i];
    }
  }

  /** out = w₀ a₀ + w₁ a₁. */
  static void weightedSum(double[] w0, double[] a0, double[] w1, double[] a1, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = w0[i] * a0[i] + w1[i] * a1[i];
    }
  }

  /** out = w₀ a₀ + w₁ a₁ + w₂ a₂. */
  static void weightedSum(
      double[] w0,
      double[] a0,
      double[] w1,
      double[] a1,
      double[] w2,
      double[] a2,
      double[] out,
      int n) {
    for (int i = 0; i < n; i++) {
      out[i] = w0[i] * a0[i] + w1[i] * a1[i] + w2[i] * a2[i];
    }
  }

  /** out += w₀ a₀ + w₁ a₁. */
  private static void addWeightedSum(
      double[] w0, double[] a0, double[] w1, double[] a1, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] += w0[i] * a0[i] + w1[i] * a1[i];
    }
  }

  /** out += a b. */
  static void addProduct(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] += a[i] * b[i];
    }
  }

  /** out[to + i] = factor · a[from + i]. */
  static void scale(double factor, double[] a, int from, double[] out, int to, int n) {
    for (int i = 0; i < n; i++) {
      out[to + i] = factor * a[from + i];
    }
  }

  /** out[to + i] += factor · a[from + i]. */
  static void addScaled(double factor, double[] a, int from, double[] out, int to, int n) {
    for (int i = 0; i < n; i++) {
      out[to + i] += factor * a[from + i];
    }
  }

  /** out += constant. */
  static void addConstant(double constant, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] += constant;
    }
  }

  /** out += factor · (a − origin), for some of the points. */
  static void addScaledDistance(
      double factor, double[] a, double origin, double[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] += factor * (a[i] - origin);
    }
  }

  /** out = p₀ + p₁ t + p₂ t² + p₃ t³. */
  static void polynomial(
      double p0, double p1, double p2, double p3, double[] t, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      double v = t[i];
      out[i] = p0 + v * (p1 + v * (p2 + v * p3));
    }
  }

  /** out = p₀ + p₁ t + p₂ t² + p₃ t³, and its derivative. */
  static void polynomialAndSlope(
      double p0, double p1, double p2, double p3, double[] t, double[] out, double[] slope, int n) {
    double twice = 2 * p2;
    double thrice = 3 * p3;
    for (int i = 0; i < n; i++) {
      double v = t[i];
      out[i] = p0 + v * (p1 + v * (p2 + v * p3));
      slope[i] = p1 + v * (twice + v * thrice);
    }
  }

  /** out = p₀ + p₁ t + p₂ t². */
  static void quadratic(double p0, double p1, double p2, double[] t, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      double v = t[i];
      out[i] = p0 + v * (p1 + v * p2);
    }
  }

  /** out = Σ_k p_k t^k, over 2 to 4 powers. */
  static void horner(double[][] p, double[] t, double[] out, int n) {
    switch (p.length) {
      case 2 -> horner(p[0], p[1], t, out, n);
      case 3 -> horner(p[0], p[1], p[2], t, out, n);
      default -> horner(p[0], p[1], p[2], p[3], t, out, n);
    }
  }

  /** out = Σ_k k p_k t^(k−1), over 2 to 4 powers. */
  static void hornerSlope(double[][] p, double[] t, double[] out, int n) {
    switch (p.length) {
      case 2 -> System.arraycopy(p[1], 0, out, 0, n);
      case 3 -> hornerSlope(p[1], p[2], t, out, n);
      default -> hornerSlope(p[1], p[2], p[3], t, out, n);
    }
  }

  private static void horner(double[] p0, double[] p1, double[] t, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = p0[i] + t[i] * p1[i];
    }
  }

  private static void horner(
      double[] p0, double[] p1, double[] p2, double[] t, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      double v = t[i];
      out[i] = p0[i] + v * (p1[i] + v * p2[i]);
    }
  }

  private static void horner(
      double[] p0, double[] p1, double[] p2, double[] p3, double[] t, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      double v = t[i];
      out[i] = p0[i] + v * (p1[i] + v * (p2[i] + v * p3[i]));
    }
  }

  private static void hornerSlope(double[] p1, double[] p2, double[] t, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = p1[i] + 2 * t[i] * p2[i];
    }
  }

  private static void hornerSlope(
      double[] p1, double[] p2, double[] p3, double[] t, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      double v = t[i];
      out[i] = p1[i] + v * (2 * p2[i] + v * (3 * p3[i]));
    }
  }

  /** rows[k][i] = c[base + offsets[first + i] + k]. */
  static void gather(double[] c, int base, int[] offsets, int first, double[][] rows, int n) {
    if (rows.length == 4) {
      double[] r0 = rows[0];
      double[] r1 = rows[1];
      double[] r2 = rows[2];
      double[] r3 = rows[3];
      for (int i = 0; i < n; i++) {
        int at = base + offsets[first + i];
        r0[i] = c[at];
        r1[i] = c[at + 1];
        r2[i] = c[at + 2];
        r3[i] = c[at + 3];
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      int at = base + offsets[first + i];
      for (int k = 0; k < rows.length; k++) {
        rows[k][i] = c[at + k];
      }
    }
  }

  /** c[base + offsets[first + i] + k] += rows[k][i], point after point. */
  static void scatter(double[] c, int base, int[] offsets, int first, double[][] rows, int n) {
    if (rows.length == 4) {
      double[] r0 = rows[0];
      double[] r1 = rows[1];
      double[] r2 = rows[2];
      double[] r3 = rows[3];
      for (int i = 0; i < n; i++) {
        int at = base + offsets[first + i];
        c[at] += r0[i];
        c[at + 1] += r1[i];
        c[at + 2] += r2[i];
        c[at + 3] += r3[i];
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      int at = base + offsets[first + i];
      for (int k = 0; k < rows.length; k++) {
        c[at + k] += rows[k][i];
      }
    }
  }
}
