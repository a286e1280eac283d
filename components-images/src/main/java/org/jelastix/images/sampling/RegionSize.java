package org.jelastix.images.sampling;

import java.util.List;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.SamplerContext;

/** The size of a random sample region, from the parameters or the size of the fixed image. */
final class RegionSize {
  private RegionSize() {}

  /**
   * The size in voxels of the fixed image at this resolution.
   *
   * @throws org.jelastix.api.ParameterException if it is larger than the fixed image
   */
  static double[] of(SamplerContext context) {
    ComponentParameters parameters = context.parameters();
    ImageGrid full = context.fullResolution();
    ImageGrid level = context.fixed().get(0).grid();
    int dim = full.dimension();
    double longest = 0;
    for (int d = 0; d < dim; d++) {
      longest = Math.max(longest, extent(full, d));
    }
    List<Double> values = parameters.list(SamplerParameters.REGION_SIZE);
    double[] voxels = new double[dim];
    for (int d = 0; d < dim; d++) {
      double otherwise = values.isEmpty() ? Math.min(longest / 3, extent(full, d)) : values.get(0);
      double mm = SamplerParameters.entry(values, parameters, dim, d, otherwise);
      if (mm > extent(full, d)) {
        throw parameters.error(
            SamplerParameters.REGION_SIZE,
            "is "
                + mm
                + " mm along axis "
                + d
                + ", more than the "
                + extent(full, d)
                + " mm of the fixed image; a third of it works well");
      }
      voxels[d] = mm / level.spacing(d);
    }
    return voxels;
  }

  private static double extent(ImageGrid grid, int axis) {
    return (grid.size(axis) - 1) * grid.spacing(axis);
  }
}
