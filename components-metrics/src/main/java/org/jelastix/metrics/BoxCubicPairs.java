package org.jelastix.metrics;

/**
 * The loops of {@link JointHistogram} for its usual windows, a box for fixed and a cubic B-spline
 * for moving intensities: with the windows' formulas written out, and the same bits.
 */
final class BoxCubicPairs {
  private final HistogramAxis fixedAxis;
  private final HistogramAxis movingAxis;
  private final int columns;

  BoxCubicPairs(HistogramAxis fixedAxis, HistogramAxis movingAxis) {
    this.fixedAxis = fixedAxis;
    this.movingAxis = movingAxis;
    this.columns = movingAxis.bins();
  }

  /** Whether the axes have these windows. */
  static boolean fit(HistogramAxis fixedAxis, HistogramAxis movingAxis) {
    return fixedAxis.window().order() == 0 && movingAxis.window().order() == 3;
  }

  /**
   * Adds pairs to the histogram.
   *
   * @param from the first pair
   * @param to one more than the last
   * @param sums fixed bins · moving bins, added to
   */
  void count(int from, int to, double[] fixed, double[] moving, double[] sums) {
    ParzenWindow box = fixedAxis.window();
    ParzenWindow cubic = movingAxis.window();
    double offset = cubic.offset();
    for (int i = from; i < to; i++) {
      int row = fixedAxis.first(box, fixedAxis.position(fixed[i]));
      double m = movingAxis.position(moving[i]);
      int column = movingAxis.first(cubic, m);
      double s = m - column + offset;
      double r = 1 - s;
      int at = row * columns + column;
      sums[at] += r * r * r / 6;
      sums[at + 1] += 2.0 / 3 - s * s * (1 - 0.5 * s);
      sums[at + 2] += 2.0 / 3 - r * r * (1 - 0.5 * r);
      sums[at + 3] += s * s * s / 6;
    }
  }

  /**
   * The derivatives with respect to moving intensities.
   *
   * @param from the first pair
   * @param to one more than the last
   * @param slopes ∂value/∂p of each bin
   * @param scale factor of all of them
   * @param weights out, ∂value/∂mᵢ
   */
  void weights(
      int from,
      int to,
      double[] fixed,
      double[] moving,
      double[] slopes,
      double scale,
      double[] weights) {
    ParzenWindow box = fixedAxis.window();
    ParzenWindow cubic = movingAxis.window();
    double offset = cubic.offset();
    for (int i = from; i < to; i++) {
      int row = fixedAxis.first(box, fixedAxis.position(fixed[i]));
      double m = movingAxis.position(moving[i]);
      int column = movingAxis.first(cubic, m);
      double s = m - column + offset;
      double r = 1 - s;
      int at = row * columns + column;
      double sum = slopes[at] * (-0.5 * r * r);
      sum += slopes[at + 1] * (s * (1.5 * s - 2));
      sum += slopes[at + 2] * (r * (2 - 1.5 * r));
      sum += slopes[at + 3] * (0.5 * s * s);
      weights[i] = sum * scale * movingAxis.limitSlope(moving[i]);
    }
  }
}
