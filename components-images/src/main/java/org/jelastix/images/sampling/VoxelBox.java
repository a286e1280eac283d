package org.jelastix.images.sampling;

import java.util.Arrays;
import java.util.Optional;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.spi.SamplerContext;

/**
 * A box of voxels of an image.
 *
 * @param first its first voxel along each axis
 * @param size its voxels along each axis
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
record VoxelBox(int[] first, int[] size) {

  /** All voxels of an image. */
  static VoxelBox of(ImageGrid grid) {
    return new VoxelBox(new int[grid.dimension()], grid.size());
  }

  /**
   * The part of the fixed image of a resolution from which samples are taken: the voxels that lie
   * between the centres of the first and last voxel at full resolution, as far as the mask's box
   * reaches.
   *
   * <p>elastix computes the ends with rounding errors and then takes whole voxels inwards, so that
   * the last voxels of an axis are left out whenever the error is negative, which at full
   * resolution happens for many spacings. This does the same for images whose axes are those of the
   * world; for others the errors are beyond reach (they come from a numerical inverse), and no
   * voxel is left out for them.
   *
   * @param context images and mask
   * @throws RegistrationException if the mask is empty or lies beyond the image
   */
  static VoxelBox of(SamplerContext context) {
    ImageGrid grid = context.fixed().get(0).grid();
    VoxelBox box = of(grid, context.mask());
    ImageGrid full = context.fullResolution();
    return grid.isAxisAligned() && full.isAxisAligned() ? box.within(grid, full) : box;
  }

  private VoxelBox within(ImageGrid grid, ImageGrid full) {
    int dim = first.length;
    double[] low = new double[dim];
    double[] high = new double[dim];
    for (int d = 0; d < dim; d++) {
      high[d] = full.size(d) - 1;
    }
    full.voxelToWorld(low, low);
    full.voxelToWorld(high, high);
    grid.worldToVoxel(low, low);
    grid.worldToVoxel(high, high);
    int[] from = new int[dim];
    int[] count = new int[dim];
    for (int d = 0; d < dim; d++) {
      int start = (int) Math.max(0, Math.ceil(low[d]));
      int end = Math.max(start, (int) Math.min(grid.size(d) - 1, Math.floor(high[d])));
      from[d] = Math.max(first[d], start);
      count[d] = Math.min(first[d] + size[d] - 1, end) - from[d] + 1;
      if (count[d] < 1) {
        throw new RegistrationException("the fixed mask lies entirely outside of the fixed image");
      }
    }
    return new VoxelBox(from, count);
  }

  /**
   * The part of an image in which a mask can have voxels, or all of it without a mask.
   *
   * <p>As in elastix: the mask's bounding box, half a voxel wider than the centres of its outermost
   * voxels, is taken along the axes of the world, brought to the image's voxel coordinates, and
   * widened to whole voxels.
   *
   * @param grid of the image
   * @param mask of the image, perhaps on another grid
   * @throws RegistrationException if the mask is empty or lies beyond the image
   */
  static VoxelBox of(ImageGrid grid, Optional<Mask> mask) {
    if (mask.isEmpty()) {
      return of(grid);
    }
    Range voxels = insideOf(mask.get());
    Range world = voxels.mapped(mask.get().grid()::voxelToWorld);
    Range box = world.mapped(grid::worldToVoxel);
    int dim = grid.dimension();
    int[] first = new int[dim];
    int[] size = new int[dim];
    for (int d = 0; d < dim; d++) {
      first[d] = (int) Math.max(0, Math.floor(box.low[d]));
      int last = (int) Math.min(grid.size(d) - 1, Math.ceil(box.high[d]));
      size[d] = last - first[d] + 1;
      if (size[d] < 1) {
        throw new RegistrationException("the fixed mask lies entirely outside of the fixed image");
      }
    }
    return new VoxelBox(first, size);
  }

  /** Number of voxels. */
  long voxelCount() {
    long count = 1;
    for (int s : size) {
      count *= s;
    }
    return count;
  }

  /** The box around the voxels of a mask, in its voxel coordinates, half a voxel wider. */
  private static Range insideOf(Mask mask) {
    ImageGrid grid = mask.grid();
    int dim = grid.dimension();
    int[] low = grid.size();
    int[] high = new int[dim];
    Arrays.fill(high, -1);
    int[] index = new int[dim];
    int rows = grid.voxelCount() / grid.size(0);
    for (int row = 0; row < rows; row++) {
      int offset = row * grid.size(0);
      int from = 0;
      while (from < grid.size(0) && !mask.containsVoxel(offset + from)) {
        from++;
      }
      if (from < grid.size(0)) {
        int to = grid.size(0) - 1;
        while (!mask.containsVoxel(offset + to)) {
          to--;
        }
        low[0] = Math.min(low[0], from);
        high[0] = Math.max(high[0], to);
        for (int d = 1; d < dim; d++) {
          low[d] = Math.min(low[d], index[d]);
          high[d] = Math.max(high[d], index[d]);
        }
      }
      for (int d = 1; d < dim && ++index[d] == grid.size(d); d++) {
        index[d] = 0;
      }
    }
    if (high[0] < 0) {
      throw new RegistrationException("the fixed mask is empty: none of its voxels is inside");
    }
    Range range = new Range(new double[dim], new double[dim]);
    for (int d = 0; d < dim; d++) {
      range.low[d] = low[d] - 0.5;
      range.high[d] = high[d] + 0.5;
    }
    return range;
  }

  /** Maps a point in, to a point out. */
  private interface PointMap {
    void apply(double[] in, double[] out);
  }

  /** A box with real corners. */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
  private record Range(double[] low, double[] high) {

    /** The smallest box along the new axes that holds all corners of this one. */
    Range mapped(PointMap map) {
      int dim = low.length;
      Range out = new Range(new double[dim], new double[dim]);
      Arrays.fill(out.low, Double.POSITIVE_INFINITY);
      Arrays.fill(out.high, Double.NEGATIVE_INFINITY);
      double[] p = new double[dim];
      for (int corner = 0; corner < 1 << dim; corner++) {
        for (int d = 0; d < dim; d++) {
          p[d] = (corner >> d & 1) == 1 ? high[d] : low[d];
        }
        map.apply(p, p);
        for (int d = 0; d < dim; d++) {
          out.low[d] = Math.min(out.low[d], p[d]);
          out.high[d] = Math.max(out.high[d], p[d]);
        }
      }
      return out;
    }
  }
}
