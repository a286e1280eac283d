package org.jelastix.conformance.phantom;

import org.jelastix.api.image.ImageGrid;

/** Walks over the voxels of a grid in memory order. Not thread-safe. */
final class VoxelCursor {
  private final ImageGrid grid;
  private final int[] size;
  private final int[] index;
  private final double[] voxel;

  VoxelCursor(ImageGrid grid) {
    this.grid = grid;
    this.size = grid.size();
    this.index = new int[size.length];
    this.voxel = new double[size.length];
  }

  /** Starts at another voxel. */
  void moveTo(int number) {
    int rest = number;
    for (int d = 0; d < size.length; d++) {
      index[d] = rest % size[d];
      rest /= size[d];
    }
  }

  void next() {
    for (int d = 0; d < size.length; d++) {
      if (++index[d] < size[d] || d == size.length - 1) {
        return;
      }
      index[d] = 0;
    }
  }

  /** World position of the voxel's centre, mm. */
  void world(double[] out) {
    for (int d = 0; d < size.length; d++) {
      voxel[d] = index[d];
    }
    grid.voxelToWorld(voxel, out);
  }

  /** World position of a point of the voxel, its centre being at offset 0, mm. */
  void world(double[] offset, double[] out) {
    for (int d = 0; d < size.length; d++) {
      voxel[d] = index[d] + offset[d];
    }
    grid.voxelToWorld(voxel, out);
  }
}
