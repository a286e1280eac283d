package org.jelastix.metrics;

import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;

/** Linear interpolation of a scalar image at single points, with mirrored borders. */
final class LinearLook {
  private final Image image;
  private final int[] size;
  private final int[] strides;
  private final double[] toVoxel;
  private final double[] first;

  LinearLook(Image image) {
    ImageGrid grid = image.grid();
    this.image = image;
    this.size = grid.size();
    this.strides = grid.strides();
    this.toVoxel = grid.worldToVoxelMatrix();
    this.first = grid.firstVoxel();
  }

  /**
   * The value at a point.
   *
   * @param points one array an axis, world mm
   * @param i which point
   */
  double at(double[][] points, int i) {
    int dim = size.length;
    double[] fraction = new double[dim];
    int[] low = new int[dim];
    int[] high = new int[dim];
    for (int r = 0; r < dim; r++) {
      double v = 0;
      for (int c = 0; c < dim; c++) {
        v += toVoxel[r * dim + c] * (points[c][i] - first[c]);
      }
      double floor = Math.floor(v);
      fraction[r] = v - floor;
      low[r] = inside((int) floor, size[r]) * strides[r];
      high[r] = inside((int) floor + 1, size[r]) * strides[r];
    }
    double sum = 0;
    for (int corner = 0; corner < 1 << dim; corner++) {
      double weight = 1;
      int offset = 0;
      for (int d = 0; d < dim; d++) {
        boolean up = (corner >> d & 1) == 1;
        weight *= up ? fraction[d] : 1 - fraction[d];
        offset += up ? high[d] : low[d];
      }
      if (weight != 0) {
        sum += weight * image.value(offset);
      }
    }
    return sum;
  }

  private static int inside(int index, int size) {
    int mirrored = index < 0 ? -index : index >= size ? 2 * (size - 1) - index : index;
    return Math.max(0, Math.min(size - 1, mirrored));
  }
}
