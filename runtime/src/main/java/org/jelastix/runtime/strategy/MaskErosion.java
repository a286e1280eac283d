package org.jelastix.runtime.strategy;

import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parallel.Parallel;

/**
 * Shrinks masks at coarse resolutions, so that no voxel inside was smoothed with one outside.
 *
 * <p>A voxel stays if the box around it, of half width r along each axis, lies inside the mask;
 * what lies beyond the border of the mask image counts as inside. With shrink factor s along an
 * axis, r is s + 1 voxels for fixed and 2 s + 1 voxels for moving masks. elastix gets the same box
 * from a parabolic erosion whose result it truncates to whole numbers axis by axis.
 */
final class MaskErosion {
  private static final int LINES_PER_TASK = 256;

  private MaskErosion() {}

  /**
   * @param mask to shrink
   * @param schedule shrink factors of the resolution, one an axis
   * @param moving whether the mask is that of a moving image
   * @param parallel splits work
   */
  static Mask erode(Mask mask, double[] schedule, boolean moving, Parallel parallel) {
    ImageGrid grid = mask.grid();
    byte[] inside = new byte[grid.voxelCount()];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = (byte) (mask.containsVoxel(i) ? 1 : 0);
    }
    for (int axis = 0; axis < grid.dimension(); axis++) {
      int radius = (int) Math.floor(moving ? 2 * schedule[axis] + 1 : schedule[axis] + 1);
      erodeAxis(inside, grid, axis, radius, parallel);
    }
    return new Mask(grid, inside);
  }

  private static void erodeAxis(
      byte[] inside, ImageGrid grid, int axis, int radius, Parallel parallel) {
    int n = grid.size(axis);
    int stride = grid.strides()[axis];
    int lines = inside.length / n;
    int tasks = (lines + LINES_PER_TASK - 1) / LINES_PER_TASK;
    parallel.run(
        tasks,
        task -> {
          boolean[] hit = new boolean[n];
          int end = Math.min(lines, (task + 1) * LINES_PER_TASK);
          for (int line = task * LINES_PER_TASK; line < end; line++) {
            int start = (line / stride) * stride * n + line % stride;
            erodeLine(inside, start, stride, n, radius, hit);
          }
        });
  }

  private static void erodeLine(
      byte[] inside, int start, int stride, int n, int radius, boolean[] hit) {
    int last = -1;
    for (int i = 0; i < n; i++) {
      if (inside[start + i * stride] == 0) {
        last = i;
      }
      hit[i] = last >= 0 && i - last <= radius;
    }
    int next = -1;
    for (int i = n - 1; i >= 0; i--) {
      if (inside[start + i * stride] == 0) {
        next = i;
      } else if (hit[i] || (next >= 0 && next - i <= radius)) {
        inside[start + i * stride] = 0;
      }
    }
  }
}
