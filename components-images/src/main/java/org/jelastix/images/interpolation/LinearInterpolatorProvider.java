package org.jelastix.images.interpolation;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.InterpolatorContext;
import org.jelastix.api.spi.InterpolatorProvider;

/** Linear interpolation of the moving image during registration. */
public final class LinearInterpolatorProvider implements InterpolatorProvider {

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
        ComponentType.INTERPOLATOR,
        "LinearInterpolator",
        "Multilinear interpolation between voxel centres.");
  }

  @Override
  public Interpolator create(InterpolatorContext context) {
    return GridInterpolator.linear(context.image());
  }
}
