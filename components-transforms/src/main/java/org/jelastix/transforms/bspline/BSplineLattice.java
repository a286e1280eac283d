package org.jelastix.transforms.bspline;

import org.jelastix.api.image.PointBatch;

/** What the kernels of B-spline transforms have in common for large batches of points. */
final class BSplineLattice {
  /** Batches below this size are not worth being sorted by cell. */
  private static final int LARGE = 512;

  private final ControlGrid grid;
  private final double[] c;
  private final double[][] moved;
  private CellField field;
  private PointBatch points;

  BSplineLattice(ControlGrid grid, double[] coefficients) {
    this.grid = grid;
    this.c = coefficients;
    this.moved = new double[grid.dim][];
    this.points = new PointBatch(grid.dim, 1);
  }

  /** The points of a lattice, in a buffer that is used again and again. */
  PointBatch points(double[] start, double[][] steps, int[] size, int capacity) {
    if (points.capacity() < capacity) {
      points = new PointBatch(grid.dim, capacity);
    }
    points.fillLattice(start, steps, size);
    return points;
  }

  /** Maps a batch if its points are many and close together. */
  boolean tryMap(PointBatch fixed, PointBatch moving) {
    if (fixed.size() < LARGE) {
      return false;
    }
    if (field == null) {
      field = new CellField(grid, c);
    }
    if (!field.take(fixed)) {
      return false;
    }
    moving.resize(fixed.size());
    for (int d = 0; d < moved.length; d++) {
      moved[d] = moving.axis(d);
    }
    field.map(fixed, moved);
    return true;
  }
}
