package org.jelastix.api.image;

import java.util.Objects;

/**
 * Some hundred points as one array an axis: what travels between the components of the hot path.
 *
 * <p>A mutable buffer, made once for each task and filled again and again; world coordinates in mm
 * unless said otherwise. Not thread-safe.
 */
public final class PointBatch {
  /** The number of points that the framework puts into one batch. */
  public static final int CAPACITY = 256;

  private final double[][] axes;
  private final int capacity;
  private int size;

  /**
   * An empty batch.
   *
   * @param dimension coordinates a point, at least 1
   * @param capacity most points it can hold, at least 1
   */
  public PointBatch(int dimension, int capacity) {
    this.axes = new double[dimension][capacity];
    this.capacity = capacity;
  }

  /**
   * An empty batch of the usual capacity.
   *
   * @param dimension coordinates a point
   */
  public PointBatch(int dimension) {
    this(dimension, CAPACITY);
  }

  /** Coordinates a point. */
  public int dimension() {
    return axes.length;
  }

  /** Most points it can hold. */
  public int capacity() {
    return capacity;
  }

  /** Number of points in it now. */
  public int size() {
    return size;
  }

  /**
   * Sets the number of points; the values of new ones are whatever was there.
   *
   * @param newSize 0 to capacity
   * @throws IndexOutOfBoundsException if it does not fit
   */
  public void resize(int newSize) {
    size = Objects.checkIndex(newSize, capacity + 1);
  }

  /**
   * The coordinates along one axis, to be read and written in place; entries from {@link #size()}
   * on mean nothing.
   *
   * @param d which axis
   */
  public double[] axis(int d) {
    return axes[d];
  }

  /**
   * Fills the batch with the points of a lattice: the lines of its first axis one after the other,
   * in the order of its other axes.
   *
   * @param start first point
   * @param steps along each axis of the lattice, at least one
   * @param count points along each axis of the lattice
   * @throws IndexOutOfBoundsException if they do not fit
   */
  public void fillLattice(double[] start, double[][] steps, int[] count) {
    int n = count[0];
    int points = 1;
    for (int c : count) {
      points *= c;
    }
    resize(points);
    double[] ramp = new double[n];
    for (int d = 0; d < axes.length; d++) {
      for (int k = 0; k < n; k++) {
        ramp[k] = k * steps[0][d];
      }
      for (int at = 0; at < points; at += n) {
        double first = start[d];
        int rest = at / n;
        for (int a = 1; a < count.length; a++) {
          first += rest % count[a] * steps[a][d];
          rest /= count[a];
        }
        fillLine(ramp, first, axes[d], at);
      }
    }
  }

  private static void fillLine(double[] ramp, double first, double[] axis, int at) {
    for (int k = 0; k < ramp.length; k++) {
      axis[at + k] = first + ramp[k];
    }
  }
}
