package org.jelastix.transforms.bspline;

import static org.jelastix.api.numeric.Fused.fma;

import org.jelastix.api.image.PointBatch;

/**
 * Displacements at the points of a lattice whose axes are those of the control point grid, as with
 * the voxels of the image that the grid was made for.
 *
 * <p>The weights along an axis then depend on the point's index along that axis alone, and the sums
 * over its support separate: of the control points around the lattice, each slice of points needs
 * one weighted sum of slices, each row of these one of rows, and each point one of the row.
 */
final class AlignedField {
  private final ControlGrid grid;
  private final double[] c;
  private final int dim;
  private final int support;

  /** The first control point of each index along an axis, counted from the lowest: axis, index. */
  private final int[][] cells;

  /** Axis, index · support + tap. */
  private final double[][] weights;

  private final int[] lowest;
  private final int[] range;

  /** Control points of the axes below, side by side: axis. */
  private final int[] row;

  /** Sums over the axes from this one on: axis. The last is the control points themselves. */
  private final double[][] partial;

  AlignedField(ControlGrid grid, double[] coefficients) {
    this.grid = grid;
    this.c = coefficients;
    this.dim = grid.dim;
    this.support = grid.order + 1;
    this.cells = new int[dim][0];
    this.weights = new double[dim][0];
    this.lowest = new int[dim];
    this.range = new int[dim];
    this.row = new int[dim + 1];
    this.partial = new double[dim + 1][0];
  }

  /**
   * Adds the displacements.
   *
   * @param lattice aligned and inside
   * @param out added to, its points in their order, mm
   */
  void addDisplacements(GridLattice lattice, PointBatch out) {
    row[0] = 1;
    for (int d = 0; d < dim; d++) {
      weigh(lattice.first()[d], lattice.along()[d][d], lattice.count()[d], d);
      row[d + 1] = row[d] * range[d];
      if (partial[d + 1].length < row[d + 1]) {
        partial[d + 1] = new double[row[d + 1]];
      }
    }
    for (int r = 0; r < dim; r++) {
      copyControlPoints(r * grid.count);
      sum(dim - 1, 0, lattice.count(), out.axis(r));
    }
  }

  private void weigh(double first, double step, int n, int axis) {
    if (cells[axis].length < n) {
      cells[axis] = new int[n];
      weights[axis] = new double[n * support];
    }
    int[] cell = cells[axis];
    int low = Integer.MAX_VALUE;
    int high = 0;
    for (int i = 0; i < n; i++) {
      double position = first + i * step;
      cell[i] = (int) position; // its floor, for nothing is below 0 here
      SplineBasis.value(grid.order, position - cell[i], weights[axis], i * support);
      low = Math.min(low, cell[i]);
      high = Math.max(high, cell[i]);
    }
    for (int i = 0; i < n; i++) {
      cell[i] -= low;
    }
    lowest[axis] = low;
    range[axis] = high - low + support;
  }

  private void copyControlPoints(int plane) {
    double[] to = partial[dim];
    int width = range[0];
    for (int at = 0; at < row[dim]; at += width) {
      int from = plane + lowest[0];
      int rest = at / width;
      for (int d = 1; d < dim; d++) {
        from += (lowest[d] + rest % range[d]) * grid.strides[d];
        rest /= range[d];
      }
      System.arraycopy(c, from, to, at, width);
    }
  }

  /**
   * Sums over one axis and those below.
   *
   * @param block number of what is done along the axes above
   */
  private void sum(int axis, int block, int[] count, double[] out) {
    int n = count[axis];
    double[] from = partial[axis + 1];
    if (axis == 0) {
      addRow(from, out, block * n, n);
      return;
    }
    double[] to = partial[axis];
    int length = row[axis];
    for (int i = 0; i < n; i++) {
      int at = cells[axis][i] * length;
      TileLoops.scale(weights[axis][i * support], from, at, to, 0, length);
      for (int k = 1; k < support; k++) {
        TileLoops.addScaled(weights[axis][i * support + k], from, at + k * length, to, 0, length);
      }
      sum(axis - 1, block * n + i, count, out);
    }
  }

  private void addRow(double[] from, double[] out, int at, int n) {
    if (support == 4) {
      addCubic(cells[0], weights[0], from, out, at, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int k = 0; k < support; k++) {
        sum += weights[0][i * support + k] * from[cells[0][i] + k];
      }
      out[at + i] += sum;
    }
  }

  private static void addCubic(
      int[] cells, double[] w, double[] from, double[] out, int at, int n) {
    for (int i = 0; i < n; i++) {
      int k = cells[i];
      out[at + i] +=
          fma(
              w[4 * i + 3],
              from[k + 3],
              fma(w[4 * i + 2], from[k + 2], fma(w[4 * i + 1], from[k + 1], w[4 * i] * from[k])));
    }
  }
}
