package org.jelastix.metrics;

import org.jelastix.api.RegistrationException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.spi.MetricContext;

/** Which voxels of the fixed image lie in its mask. */
final class FixedVoxels {
  private FixedVoxels() {}

  /**
   * One entry a voxel; all true without a mask.
   *
   * @throws RegistrationException if none is
   */
  static boolean[] inMask(MetricContext context) {
    Image fixed = context.fixed().get(0);
    ImageGrid grid = fixed.grid();
    boolean[] inside = new boolean[grid.voxelCount()];
    double[] x = new double[grid.dimension()];
    int count = 0;
    for (int i = 0; i < inside.length; i++) {
      int rest = i;
      for (int d = 0; d < x.length; d++) {
        x[d] = rest % grid.size(d);
        rest /= grid.size(d);
      }
      grid.voxelToWorld(x, x);
      inside[i] = context.fixedMask().isEmpty() || context.fixedMask().get().contains(x);
      count += inside[i] ? 1 : 0;
    }
    if (count == 0) {
      throw new RegistrationException("no voxel of the fixed image lies in its mask");
    }
    return inside;
  }
}
