package org.jelastix.runtime;

import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.GridBoxes;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;

/** Makes displacements: T(x) − x in mm, one component an axis. */
final class DisplacementSource extends BoxSource {
  private final TransformKernel kernel;
  private final int dimension;
  private PointBatch moved;

  DisplacementSource(ImageGrid grid, TransformKernel kernel) {
    super(grid);
    this.kernel = kernel;
    this.dimension = grid.dimension();
  }

  @Override
  void reserve(int n) {
    moved = new PointBatch(dimension, n);
  }

  @Override
  void fill(GridBoxes.Box box, double[][] steps, PointBatch points, float[][] values) {
    kernel.lattice(box.start(), steps, box.size(), moved);
    int rows = box.rowCount();
    for (int d = 0; d < values.length; d++) {
      for (int row = 0; row < rows; row += ROWS) {
        putDifferences(
            moved.axis(d), points.axis(d), box, row, Math.min(rows, row + ROWS), values[d]);
      }
    }
  }

  /**
   * As {@link BoxSource#put}. To go through rows by one method with a function for each row was
   * tried, and took 2 % of a whole process.
   */
  private static void putDifferences(
      double[] a, double[] b, GridBoxes.Box box, int first, int end, float[] out) {
    int width = box.size()[0];
    for (int row = first; row < end; row++) {
      putDifferences(a, b, row * width, width, out, box.voxelOfRow(row));
    }
  }

  private static void putDifferences(double[] a, double[] b, int from, int n, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = (float) (a[from + i] - b[from + i]);
    }
  }
}
