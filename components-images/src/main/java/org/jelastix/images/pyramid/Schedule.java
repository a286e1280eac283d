package org.jelastix.images.pyramid;

/** Shrink factors of all levels, as pyramids that shrink use them. */
final class Schedule {
  private Schedule() {}

  /**
   * Factors of at least 1 that never grow from a level to the next.
   *
   * @param factors one array a level, one entry an axis; left as they are
   */
  static int[][] descending(int[][] factors) {
    int[][] out = new int[factors.length][];
    for (int level = 0; level < factors.length; level++) {
      out[level] = factors[level].clone();
      for (int d = 0; d < out[level].length; d++) {
        if (level > 0) {
          out[level][d] = Math.min(out[level][d], out[level - 1][d]);
        }
        out[level][d] = Math.max(out[level][d], 1);
      }
    }
    return out;
  }

  /**
   * Whether each level can be made of the next finer one by whole factors.
   *
   * @param factors at least 1
   */
  static boolean isDivisible(int[][] factors) {
    for (int level = 0; level + 1 < factors.length; level++) {
      for (int d = 0; d < factors[level].length; d++) {
        if (factors[level][d] % factors[level + 1][d] != 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** One level as real numbers. */
  static double[] asDoubles(int[] factors) {
    double[] out = new double[factors.length];
    for (int d = 0; d < out.length; d++) {
      out[d] = factors[d];
    }
    return out;
  }

  /** Whether nothing is made smaller. */
  static boolean isAllOnes(int[] factors) {
    for (int f : factors) {
      if (f != 1) {
        return false;
      }
    }
    return true;
  }
}
