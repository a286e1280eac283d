package org.jelastix.metrics;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Arrays for partial sums, such as gradients and histograms, kept from one evaluation of a metric
 * to the next: to make and clear them anew each time would take as long as to fill them.
 * Thread-safe.
 */
final class SpareArrays {
  private final AtomicReference<double[][]> spare = new AtomicReference<>();

  /**
   * Arrays that hold anything.
   *
   * @param count how many at least
   * @param length entries of each
   */
  double[][] take(int count, int length) {
    double[][] kept = spare.getAndSet(null);
    boolean fits = kept != null && kept.length >= count && (count == 0 || kept[0].length == length);
    return fits ? kept : new double[count][length];
  }

  /** Hands arrays back that nobody looks at any more. */
  void give(double[][] arrays) {
    spare.set(arrays);
  }
}
