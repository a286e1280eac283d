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
    int points = 1;
    for (int c : count) {
      points *= c;
    }
    resize(points);
    for (int d = 0; d < axes.length; d++) {
      double[] axis = axes[d];
      axis[0] = start[d];
      // The points along the axes so far are a block; its shifted copies add the next axis.
      int block = 1;
      for (int a = 0; a < count.length; a++) {
        for (int k = 1; k < count[a]; k++) {
          copyShifted(axis, block, k * block, k * steps[a][d]);
        }
        block *= count[a];
      }
    }
  }

  private static void copyShifted(double[] axis, int n, int to, double shift) {
    System.arraycopy(axis, 0, axis, to, n);
    for (int i = 0; i < n; i++) {
      axis[to + i] += shift;
    }
  }
}
