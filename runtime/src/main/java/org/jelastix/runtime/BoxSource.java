package org.jelastix.runtime;

import org.jelastix.api.image.GridBoxes;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.image.StreamedImage;

/** Makes the values of slices box by box: points of a box lie close together. */
abstract class BoxSource implements StreamedImage.Source {
  /** Large enough for what is done once a box, and still in a core's cache. */
  private static final int VOXELS_A_BOX = 16384;

  /** Rows put in place in one call, so that a newly compiled loop is soon taken up. */
  static final int ROWS = 32;

  private final ImageGrid grid;

  /** Made with the first box. */
  private PointBatch points;

  BoxSource(ImageGrid grid) {
    this.grid = grid;
  }

  @Override
  public final void fill(int first, int count, float[][] values) {
    GridBoxes boxes = new GridBoxes(grid.slices(first, count), VOXELS_A_BOX);
    if (points == null || boxes.capacity() > points.capacity()) {
      points = new PointBatch(grid.dimension(), boxes.capacity());
      reserve(boxes.capacity());
    }
    for (int i = 0; i < boxes.count(); i++) {
      GridBoxes.Box box = boxes.box(i);
      points.fillLattice(box.start(), boxes.steps(), box.size());
      fill(box, boxes.steps(), points, values);
    }
  }

  /**
   * Makes room for the points of a box; called before the first.
   *
   * @param n the most that a box has
   */
  abstract void reserve(int n);

  /**
   * Makes the values of one box.
   *
   * @param box to be filled
   * @param steps from voxel to voxel, mm
   * @param points its voxel centres, world mm
   * @param values component, voxel of the slices
   */
  abstract void fill(GridBoxes.Box box, double[][] steps, PointBatch points, float[][] values);

  /** From the order of a box to that of the slices. */
  static void put(double[] values, GridBoxes.Box box, float[] out) {
    int rows = box.rowCount();
    for (int row = 0; row < rows; row += ROWS) {
      put(values, box, row, Math.min(rows, row + ROWS), out);
    }
  }

  private static void put(double[] values, GridBoxes.Box box, int first, int end, float[] out) {
    int width = box.size()[0];
    for (int row = first; row < end; row++) {
      put(values, row * width, width, out, box.voxelOfRow(row));
    }
  }

  private static void put(double[] values, int from, int n, float[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] = (float) values[from + i];
    }
  }
}
