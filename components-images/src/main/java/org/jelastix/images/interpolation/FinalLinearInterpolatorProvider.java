package org.jelastix.images.interpolation;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.InterpolatorContext;
import org.jelastix.api.spi.ResampleInterpolatorProvider;

/** Linear interpolation of the moving image when the result is resampled. */
public final class FinalLinearInterpolatorProvider implements ResampleInterpolatorProvider {

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
        ComponentType.RESAMPLE_INTERPOLATOR,
        "FinalLinearInterpolator",
        "Multilinear interpolation between voxel centres.");
  }

  @Override
  public Interpolator create(InterpolatorContext context) {
    return GridInterpolator.linear(context.image());
  }
}
