package org.jelastix.images.interpolation;

import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;

/**
 * The value of the voxel that a position lies in; halves are rounded up. The derivative is that of
 * the central differences at that voxel, one-sided halves at the edges as for an image continued by
 * its outermost voxels.
 */
final class NearestNeighborFunction implements VoxelFunction {
  private final Image image;
  private final int dimension;
  private final int[] size;
  private final int[] strides;

  NearestNeighborFunction(Image image) {
    ImageGrid grid = image.grid();
    this.image = image;
    this.dimension = grid.dimension();
    this.size = grid.size();
    this.strides = grid.strides();
  }

  @Override
  public void values(double[][] voxel, int n, boolean[] inside, double[] values) {
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        values[i] = image.value(nearest(voxel, i));
      }
    }
  }

  @Override
  public void valuesAndDerivatives(
      double[][] voxel, int n, boolean[] inside, double[] values, double[][] derivatives) {
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        int at = nearest(voxel, i);
        values[i] = image.value(at);
        for (int d = 0; d < dimension; d++) {
          int index = round(voxel[d][i], size[d]);
          int before = index > 0 ? at - strides[d] : at;
          int after = index < size[d] - 1 ? at + strides[d] : at;
          derivatives[d][i] = 0.5 * (image.value(after) - image.value(before));
        }
      }
    }
  }

  private int nearest(double[][] voxel, int i) {
    int at = 0;
    for (int d = 0; d < dimension; d++) {
      at += round(voxel[d][i], size[d]) * strides[d];
    }
    return at;
  }

  /** The sum can round up to the size when the position is just below the upper end. */
  private static int round(double x, int size) {
    return Math.min((int) (x + 0.5), size - 1);
  }
}
