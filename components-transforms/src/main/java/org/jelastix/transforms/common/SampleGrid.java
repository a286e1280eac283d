package org.jelastix.transforms.common;

import org.jelastix.api.image.ImageGrid;

/**
 * A regular subset of an image's voxels, with the same distance along each axis, centred in the
 * image: about as many samples as asked for.
 *
 * <p>The distance is the dim-th root of voxels per sample, rounded, so the real number of samples
 * can be up to some factor larger or smaller.
 */
public final class SampleGrid {
  private final ImageGrid grid;
  private final int[] count;
  private final int[] start;
  private final int distance;

  /**
   * @param grid the image
   * @param samples how many are wanted, at least 1
   */
  public SampleGrid(ImageGrid grid, double samples) {
    int dim = grid.dimension();
    this.grid = grid;
    double voxelsPerSample = grid.voxelCount() / samples;
    this.distance = (int) Math.max(1, Math.floor(Math.pow(voxelsPerSample, 1.0 / dim) + 0.5));
    this.count = new int[dim];
    this.start = new int[dim];
    for (int d = 0; d < dim; d++) {
      count[d] = 1 + (grid.size(d) - 1) / distance;
      start[d] = (grid.size(d) - ((count[d] - 1) * distance + 1)) / 2;
    }
  }

  /** Number of samples. */
  public int size() {
    int product = 1;
    for (int c : count) {
      product *= c;
    }
    return product;
  }

  /**
   * The voxel of a sample, and its number in memory order.
   *
   * @param sample from 0 on, first axis fastest
   * @param voxel filled with voxel coordinates
   * @return the voxel's number
   */
  public int voxel(int sample, double[] voxel) {
    int rest = sample;
    int stride = 1;
    int offset = 0;
    for (int d = 0; d < count.length; d++) {
      int v = start[d] + rest % count[d] * distance;
      rest /= count[d];
      voxel[d] = v;
      offset += v * stride;
      stride *= grid.size(d);
    }
    return offset;
  }
}
