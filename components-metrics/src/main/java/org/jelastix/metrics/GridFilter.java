package org.jelastix.metrics;

/**
 * A separable filter of three taps an axis over values on a grid, which are repeated beyond its
 * border, and the filter's adjoint.
 */
final class GridFilter {
  private final int[] size;
  private final double[][] taps;

  /**
   * @param size of the grid
   * @param taps three an axis, for the neighbour before, the point and the neighbour after
   */
  GridFilter(int[] size, double[][] taps) {
    this.size = size;
    this.taps = taps;
  }

  /** The filtered values. */
  double[] apply(double[] values) {
    double[] from = values;
    int stride = 1;
    for (int d = 0; d < size.length; d++) {
      double[] to = new double[values.length];
      double[] t = taps[d];
      for (int k = 0; k < to.length; k++) {
        int at = k / stride % size[d];
        int before = at > 0 ? k - stride : k;
        int after = at < size[d] - 1 ? k + stride : k;
        to[k] = t[0] * from[before] + t[1] * from[k] + t[2] * from[after];
      }
      from = to;
      stride *= size[d];
    }
    return from;
  }

  /** The adjoint filter's values: ⟨apply(a), b⟩ = ⟨a, adjoint(b)⟩. */
  double[] adjoint(double[] values) {
    double[] from = values;
    int stride = 1;
    for (int d = 0; d < size.length; d++) {
      double[] to = new double[values.length];
      double[] t = taps[d];
      for (int k = 0; k < to.length; k++) {
        int at = k / stride % size[d];
        to[at > 0 ? k - stride : k] += t[0] * from[k];
        to[k] += t[1] * from[k];
        to[at < size[d] - 1 ? k + stride : k] += t[2] * from[k];
      }
      from = to;
      stride *= size[d];
    }
    return from;
  }
}
