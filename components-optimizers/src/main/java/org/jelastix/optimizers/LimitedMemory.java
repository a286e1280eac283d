package org.jelastix.optimizers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last few steps s and gradient changes y, and the approximation H of the inverse Hessian that
 * they make (J. Nocedal, "Updating quasi-Newton matrices with limited storage", Mathematics of
 * Computation 35, 1980): the two-loop recursion around H₀ = (sᵀy / yᵀy) I of the latest pair.
 */
final class LimitedMemory {
  private final int capacity;
  private final Deque<Pair> pairs = new ArrayDeque<>();

  private record Pair(double[] step, double[] change, double product) {}

  /**
   * @param capacity pairs that are kept; with 0, H stays the identity
   */
  LimitedMemory(int capacity) {
    this.capacity = capacity;
  }

  boolean isEmpty() {
    return pairs.isEmpty();
  }

  /**
   * Takes a pair over, in place of the oldest if there is no room. A pair without sᵀy, as there is
   * where nothing moves any more, says nothing of the Hessian and is left out.
   */
  void add(double[] step, double[] change) {
    double product = Vectors.dot(step, change);
    if (capacity == 0 || Math.abs(product) < Double.MIN_NORMAL) {
      return;
    }
    if (pairs.size() == capacity) {
      pairs.removeFirst();
    }
    pairs.addLast(new Pair(step, change, product));
  }

  /** sᵀy / yᵀy of the latest pair, or 1. */
  double initialScale() {
    Pair latest = pairs.peekLast();
    return latest == null ? 1.0 : latest.product / Vectors.dot(latest.change, latest.change);
  }

  /** Overwrites a vector v with H v. */
  void multiply(double[] v) {
    List<Pair> newestFirst = new ArrayList<>();
    pairs.descendingIterator().forEachRemaining(newestFirst::add);
    double[] alpha = new double[newestFirst.size()];
    for (int k = 0; k < alpha.length; k++) {
      Pair pair = newestFirst.get(k);
      alpha[k] = Vectors.dot(pair.step, v) / pair.product;
      addMultiple(v, -alpha[k], pair.change);
    }
    double scale = initialScale();
    for (int i = 0; i < v.length; i++) {
      v[i] *= scale;
    }
    for (int k = alpha.length - 1; k >= 0; k--) {
      Pair pair = newestFirst.get(k);
      double beta = Vectors.dot(pair.change, v) / pair.product;
      addMultiple(v, alpha[k] - beta, pair.step);
    }
  }

  private static void addMultiple(double[] v, double factor, double[] other) {
    for (int i = 0; i < v.length; i++) {
      v[i] += factor * other[i];
    }
  }
}
