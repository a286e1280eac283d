package org.jelastix.images.interpolation;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.InterpolatorContext;
import org.jelastix.api.spi.ResampleInterpolatorProvider;

/** Nearest-neighbour interpolation of the moving image when the result is resampled. */
public final class FinalNearestNeighborInterpolatorProvider
    implements ResampleInterpolatorProvider {

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
        ComponentType.RESAMPLE_INTERPOLATOR,
        "FinalNearestNeighborInterpolator",
        "The value of the nearest voxel; keeps labels intact.");
  }

  @Override
  public Interpolator create(InterpolatorContext context) {
    return GridInterpolator.nearestNeighbor(context.image());
  }
}
