package org.jelastix.metrics;

import java.util.Arrays;

/**
 * A kd-tree over points of a feature space (J.L. Bentley, "Multidimensional binary search trees
 * used for associative searching", Communications of the ACM 18(9), 1975): finds the nearest points
 * of a point by walking down the boxes nearest to it and leaving out those that lie farther off
 * than what is found already.
 *
 * <p>Boxes are cut by the sliding-midpoint rule, with distances to boxes kept up on the way down
 * (S. Arya and D.M. Mount, "ANN: a library for approximate nearest neighbor searching"). Among
 * points at the same distance, those win that the walk meets first; rule and order are chosen such
 * that these are the same as in that library. Immutable and thread-safe; each thread searches with
 * a {@link Search} of its own.
 */
final class KdTree {
  private static final double ABOUT_LONGEST = 0.999;

  private final double[][] points;
  private final int n;
  private final int bucket;
  private final int[] order;
  private final Nodes nodes = new Nodes();

  /**
   * @param points one array a feature; not to be written to
   * @param n number of points, at least 1
   * @param bucket most points of a leaf
   */
  KdTree(double[][] points, int n, int bucket) {
    this.points = points;
    this.n = n;
    this.bucket = Math.max(1, bucket);
    this.order = new int[n];
    Arrays.setAll(order, i -> i);
    double[] low = new double[points.length];
    double[] high = new double[points.length];
    for (int d = 0; d < points.length; d++) {
      low[d] = extreme(d, 0, n, false);
      high[d] = extreme(d, 0, n, true);
    }
    build(0, n, low, high);
  }

  private double extreme(int d, int from, int to, boolean largest) {
    double best = points[d][order[from]];
    for (int k = from + 1; k < to; k++) {
      double v = points[d][order[k]];
      best = largest ? Math.max(best, v) : Math.min(best, v);
    }
    return best;
  }

  /** Makes the node of the points from..to in a box, which is as before afterwards. */
  private int build(int from, int to, double[] boxLow, double[] boxHigh) {
    int node = nodes.add(from, to);
    if (to - from <= bucket) {
      return node;
    }
    int axis = cutAxis(from, to, boxLow, boxHigh);
    double ideal = (boxLow[axis] + boxHigh[axis]) / 2;
    double min = extreme(axis, from, to, false);
    double max = extreme(axis, from, to, true);
    double cut = Math.max(min, Math.min(max, ideal));
    int below = partition(points[axis], from, to, cut, false);
    int upTo = partition(points[axis], below, to, cut, true);
    int middle;
    if (ideal < min) {
      middle = from + 1;
    } else if (ideal > max) {
      middle = to - 1;
    } else {
      middle = Math.max(below, Math.min(upTo, from + (to - from) / 2));
    }
    double lowBefore = boxLow[axis];
    double highBefore = boxHigh[axis];
    boxHigh[axis] = cut;
    int left = build(from, middle, boxLow, boxHigh);
    boxHigh[axis] = highBefore;
    boxLow[axis] = cut;
    int right = build(middle, to, boxLow, boxHigh);
    boxLow[axis] = lowBefore;
    nodes.split(node, axis, cut, lowBefore, highBefore, left, right);
    return node;
  }

  /** Of the longest sides of the box, the one along which the points are spread most. */
  private int cutAxis(int from, int to, double[] boxLow, double[] boxHigh) {
    double longest = 0;
    for (int d = 0; d < points.length; d++) {
      longest = Math.max(longest, boxHigh[d] - boxLow[d]);
    }
    int axis = 0;
    double widest = -1;
    for (int d = 0; d < points.length; d++) {
      if (boxHigh[d] - boxLow[d] >= ABOUT_LONGEST * longest) {
        double spread = extreme(d, from, to, true) - extreme(d, from, to, false);
        if (spread > widest) {
          widest = spread;
          axis = d;
        }
      }
    }
    return axis;
  }

  /** Brings the points below a cut (or up to it) to the front; returns where the others start. */
  private int partition(double[] values, int from, int to, double cut, boolean withEqual) {
    int left = from;
    int right = to - 1;
    while (true) {
      while (left < to && before(values[order[left]], cut, withEqual)) {
        left++;
      }
      while (right >= from && !before(values[order[right]], cut, withEqual)) {
        right--;
      }
      if (left > right) {
        return left;
      }
      int swap = order[left];
      order[left++] = order[right];
      order[right--] = swap;
    }
  }

  private static boolean before(double v, double cut, boolean withEqual) {
    return withEqual ? v <= cut : v < cut;
  }

  /**
   * A searcher for one thread.
   *
   * @param k how many neighbours to find; the point itself and its equals are none
   * @param errorBound ε: neighbours may be (1 + ε) times as far as the true ones; 0 is exact
   * @param squaredRadius neighbours lie no farther off than this
   */
  Search search(int k, double errorBound, double squaredRadius) {
    return new Search(Math.min(k, n), (1 + errorBound) * (1 + errorBound), squaredRadius);
  }

  /** Finds the nearest points of one point after another; the results last until the next. */
  final class Search {
    private final int k;
    private final double slack;
    private final double squaredRadius;
    private final int[] neighbours;
    private final double[] squares;
    private final double[] query;
    private int found;
    private double worst;

    private Search(int k, double slack, double squaredRadius) {
      this.k = k;
      this.slack = slack;
      this.squaredRadius = Math.nextUp(squaredRadius);
      this.neighbours = new int[k];
      this.squares = new double[k];
      this.query = new double[points.length];
    }

    /** Searches around a point of the tree; returns how many neighbours were found. */
    int around(int point) {
      for (int d = 0; d < query.length; d++) {
        query[d] = points[d][point];
      }
      found = 0;
      worst = squaredRadius;
      visit(0, 0);
      return found;
    }

    /** How many the last search found. */
    int found() {
      return found;
    }

    /** The numbers of the neighbours, nearest first. */
    int[] neighbours() {
      return neighbours;
    }

    /** Their squared distances. */
    double[] squares() {
      return squares;
    }

    private void visit(int node, double boxSquare) {
      int axis = nodes.axis[node];
      if (axis < 0) {
        scan(nodes.from[node], nodes.to[node]);
        return;
      }
      double q = query[axis];
      double toCut = q - nodes.cut[node];
      boolean lowFirst = toCut < 0;
      visit(lowFirst ? nodes.left[node] : nodes.right[node], boxSquare);
      double outside = Math.max(0, lowFirst ? nodes.low[node] - q : q - nodes.high[node]);
      double farSquare = boxSquare + (toCut * toCut - outside * outside);
      if (farSquare * slack < worst) {
        visit(lowFirst ? nodes.right[node] : nodes.left[node], farSquare);
      }
    }

    private void scan(int from, int to) {
      for (int i = from; i < to; i++) {
        int candidate = order[i];
        double square = 0;
        for (int d = 0; d < query.length; d++) {
          double difference = points[d][candidate] - query[d];
          square += difference * difference;
        }
        if (square > 0 && (found < k ? square <= worst : square < worst)) {
          insert(candidate, square);
        }
      }
    }

    private void insert(int candidate, double square) {
      int at = found < k ? found++ : k - 1;
      while (at > 0 && squares[at - 1] > square) {
        squares[at] = squares[at - 1];
        neighbours[at] = neighbours[at - 1];
        at--;
      }
      squares[at] = square;
      neighbours[at] = candidate;
      if (found == k) {
        worst = squares[k - 1];
      }
    }
  }

  /** The nodes as growing arrays; a leaf has axis -1. */
  private static final class Nodes {
    private int count;
    private int[] axis = new int[16];
    private int[] from = new int[16];
    private int[] to = new int[16];
    private int[] left = new int[16];
    private int[] right = new int[16];
    private double[] cut = new double[16];
    private double[] low = new double[16];
    private double[] high = new double[16];

    int add(int first, int end) {
      if (count == axis.length) {
        axis = Arrays.copyOf(axis, 2 * count);
        from = Arrays.copyOf(from, 2 * count);
        to = Arrays.copyOf(to, 2 * count);
        left = Arrays.copyOf(left, 2 * count);
        right = Arrays.copyOf(right, 2 * count);
        cut = Arrays.copyOf(cut, 2 * count);
        low = Arrays.copyOf(low, 2 * count);
        high = Arrays.copyOf(high, 2 * count);
      }
      axis[count] = -1;
      from[count] = first;
      to[count] = end;
      return count++;
    }

    void split(int node, int d, double at, double boxLow, double boxHigh, int lower, int upper) {
      axis[node] = d;
      cut[node] = at;
      low[node] = boxLow;
      high[node] = boxHigh;
      left[node] = lower;
      right[node] = upper;
    }
  }
}
