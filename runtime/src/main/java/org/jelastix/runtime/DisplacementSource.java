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
    for (int d = 0; d < values.length; d++) {
      subtract(points.axis(d), moved.axis(d), points.size());
      put(moved.axis(d), box, values[d]);
    }
  }

  private static void subtract(double[] b, double[] a, int n) {
    for (int i = 0; i < n; i++) {
      a[i] -= b[i];
    }
  }
}
