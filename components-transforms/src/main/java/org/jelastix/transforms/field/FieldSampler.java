package org.jelastix.transforms.field;

import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;

/**
 * Finds, for a point, the voxels of an image (a displacement field, say) that count there, with
 * their weights: one for the nearest neighbour, 2^dim for linear interpolation. Neighbours beyond
 * the edge are those at the edge. Not thread-safe.
 */
final class FieldSampler {
  private final float[] floats;
  private final double[] doubles;
  private final int dim;
  private final int components;
  private final int taps;
  private final int[] size;
  private final int[] strides;
  private final double[] toVoxel;
  private final double[] first;
  private final double[] index;
  private final int[][] offsets;

  /** Of each axis: weights of the two neighbours, and their derivatives along the index. */
  private final double[][] weights;

  private final double[] slopes;

  FieldSampler(Image field, int order) {
    ImageGrid grid = field.grid();
    this.floats = field.isFloat() ? field.floats() : null;
    this.doubles = field.isFloat() ? null : field.doubles();
    this.dim = grid.dimension();
    this.components = field.components();
    this.taps = order == 0 ? 1 : 2;
    this.size = grid.size();
    this.strides = grid.strides();
    this.toVoxel = grid.worldToVoxelMatrix();
    this.first = grid.firstVoxel();
    this.index = new double[dim];
    this.offsets = new int[dim][taps];
    this.weights = new double[dim][taps];
    this.slopes = taps == 1 ? new double[] {0} : new double[] {-1, 1};
  }

  /** Goes to a point; false if it is outside of the field, half a voxel around it included. */
  boolean at(double[][] x, int i) {
    for (int r = 0; r < dim; r++) {
      double v = 0;
      for (int c = 0; c < dim; c++) {
        v += toVoxel[r * dim + c] * (x[c][i] - first[c]);
      }
      if (!(v >= -0.5 && v < size[r] - 0.5)) {
        return false;
      }
      index[r] = v;
    }
    for (int r = 0; r < dim; r++) {
      double base = taps == 1 ? Math.floor(index[r] + 0.5) : Math.floor(index[r]);
      int cell = (int) base;
      offsets[r][0] = Math.max(cell, 0) * strides[r];
      weights[r][0] = 1;
      if (taps == 2) {
        double t = index[r] - base;
        offsets[r][1] = Math.min(cell + 1, size[r] - 1) * strides[r];
        weights[r][0] = 1 - t;
        weights[r][1] = t;
      }
    }
    return true;
  }

  /**
   * One component of the image, or a derivative of it along axes of the index.
   *
   * @param component which
   * @param a axis of a derivative, or -1
   * @param b axis of another derivative, or -1
   */
  double value(int component, int a, int b) {
    if (a >= 0 && a == b) {
      return 0;
    }
    double sum = 0;
    for (int corner = 0; corner < (taps == 1 ? 1 : 1 << dim); corner++) {
      int voxel = 0;
      double weight = 1;
      for (int d = 0; d < dim; d++) {
        int k = corner >> d & 1;
        voxel += offsets[d][k];
        weight *= d == a || d == b ? slopes[k] : weights[d][k];
      }
      int at = voxel * components + component;
      sum += weight * (floats != null ? floats[at] : doubles[at]);
    }
    return sum;
  }

  /** ∂index_k/∂x_c. */
  double toVoxel(int k, int c) {
    return toVoxel[k * dim + c];
  }
}
