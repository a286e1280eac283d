package org.jelastix.images.interpolation;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.InterpolatorContext;
import org.jelastix.api.spi.InterpolatorProvider;

/** Nearest-neighbour interpolation of the moving image during registration. */
public final class NearestNeighborInterpolatorProvider implements InterpolatorProvider {

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
        ComponentType.INTERPOLATOR,
        "NearestNeighborInterpolator",
        "The value of the nearest voxel; keeps labels intact.");
  }

  @Override
  public Interpolator create(InterpolatorContext context) {
    return GridInterpolator.nearestNeighbor(context.image());
  }
}
