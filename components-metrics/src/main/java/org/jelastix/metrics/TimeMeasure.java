package org.jelastix.metrics;

import org.jelastix.api.parallel.Parallel;

/**
 * A function of the intensities that a point has at several times: the part of a groupwise metric
 * that knows nothing of space. Immutable and thread-safe.
 */
interface TimeMeasure {

  /** Whether a point counts only if it is inside the moving image at every time. */
  boolean needsAllTimes();

  /**
   * The value and, if asked for, its derivative with respect to each intensity.
   *
   * @param n number of points, at least 1
   * @param times intensities a point
   * @param values point after point, n · times
   * @param present whether there is an intensity; all are, if all times are needed
   * @param weights out, as long as values; null if not asked for
   * @return the value, to be made small
   */
  double evaluate(
      int n, int times, double[] values, boolean[] present, double[] weights, Parallel parallel);
}
