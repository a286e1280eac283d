package org.jelastix.transforms.bspline;

/**
 * A lattice of points, such as the voxels of a box of an output image, in control point distances
 * from the first control point of the first cell.
 */
final class GridLattice {
  /** Distance from the grid's ends, in control points, beyond all rounding errors. */
  private static final double INSIDE = 1e-6;

  /** Drift off an axis over the whole lattice, in control point distances, taken for none. */
  private static final double DRIFT = 1e-9;

  private final ControlGrid grid;
  private final double[] first;
  private final double[][] along;
  private final int[] count;

  /**
   * @param grid of control points
   * @param start first point, world mm
   * @param steps along each axis of the lattice, mm
   * @param count points along each axis of the lattice
   */
  GridLattice(ControlGrid grid, double[] start, double[][] steps, int[] count) {
    int dim = grid.dim;
    this.grid = grid;
    this.first = new double[dim];
    this.along = new double[steps.length][dim];
    this.count = count;
    for (int d = 0; d < dim; d++) {
      first[d] = -grid.half;
      for (int a = 0; a < dim; a++) {
        double toIndex = grid.toIndex[d * dim + a];
        first[d] += toIndex * (start[a] - grid.first[a]);
        for (int s = 0; s < steps.length; s++) {
          along[s][d] += toIndex * steps[s][a];
        }
      }
    }
  }

  /** The first point. */
  double[] first() {
    return first;
  }

  /** From point to point along each axis of the lattice. */
  double[][] along() {
    return along;
  }

  /** Points along each axis of the lattice. */
  int[] count() {
    return count;
  }

  /**
   * Whether all points are well inside the grid. At its ends, where displacements are cut off,
   * rounding errors decide; there, points have to be mapped as {@link BSplineTransform} does it.
   */
  boolean isInside() {
    for (int d = 0; d < grid.dim; d++) {
      double low = first[d];
      double high = first[d];
      for (int s = 0; s < along.length; s++) {
        double way = along[s][d] * (count[s] - 1);
        low += Math.min(0, way);
        high += Math.max(0, way);
      }
      if (!(low > INSIDE && high < grid.size[d] - grid.order - INSIDE)) {
        return false;
      }
    }
    return true;
  }

  /** Whether its axes are those of the grid, in the same order. */
  boolean isAligned() {
    if (along.length != grid.dim) {
      return false;
    }
    for (int s = 0; s < along.length; s++) {
      for (int d = 0; d < grid.dim; d++) {
        if (d != s && Math.abs(along[s][d]) * count[s] > DRIFT) {
          return false;
        }
      }
    }
    return true;
  }
}
