package org.jelastix.images.pyramid;

import org.jelastix.api.image.ImageGrid;

/**
 * The grid that is left when every f-th voxel of each axis is kept, as ITK places it: both grids
 * have their centres at the same place, and output 0 takes the voxel in which its centre lies, the
 * upper one where it lies between two.
 *
 * @param grid the smaller one
 * @param first voxel of the larger grid, one an axis, that output 0 takes
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
record ShrunkGrid(ImageGrid grid, int[] first) {

  /**
   * @param from the larger grid
   * @param factors at least 1, one an axis
   */
  static ShrunkGrid of(ImageGrid from, int[] factors) {
    int dim = from.dimension();
    int[] size = new int[dim];
    double[] spacing = new double[dim];
    double[] largeCentre = new double[dim];
    double[] smallCentre = new double[dim];
    for (int d = 0; d < dim; d++) {
      size[d] = Math.max(1, from.size(d) / factors[d]);
      spacing[d] = from.spacing(d) * factors[d];
      largeCentre[d] = (from.size(d) - 1) / 2.0;
      smallCentre[d] = (size[d] - 1) / 2.0;
    }
    double[] direction = from.direction();
    double[] origin = from.firstVoxel();
    ImageGrid unmoved = new ImageGrid(size, spacing, origin, direction);
    // For even factors the first centre lies midway between two voxels, so the order of these
    // operations decides which of them rounding takes.
    double[] large = position(from.voxelToWorldMatrix(), largeCentre, origin);
    double[] small = position(unmoved.voxelToWorldMatrix(), smallCentre, origin);
    double[] moved = new double[dim];
    for (int d = 0; d < dim; d++) {
      moved[d] = origin[d] + (large[d] - small[d]);
    }
    double[] toVoxel = from.worldToVoxelMatrix();
    int[] first = new int[dim];
    for (int r = 0; r < dim; r++) {
      double sum = 0;
      for (int c = 0; c < dim; c++) {
        sum += toVoxel[r * dim + c] * (moved[c] - origin[c]);
      }
      first[r] = Math.max(0, (int) Math.floor(sum + 0.5));
    }
    return new ShrunkGrid(new ImageGrid(size, spacing, moved, direction), first);
  }

  private static double[] position(double[] toWorld, double[] voxel, double[] origin) {
    int dim = voxel.length;
    double[] out = new double[dim];
    for (int r = 0; r < dim; r++) {
      double sum = 0;
      for (int c = 0; c < dim; c++) {
        sum += toWorld[r * dim + c] * voxel[c];
      }
      out[r] = sum + origin[r];
    }
    return out;
  }
}
