package org.jelastix.images.projection;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.InterpolatorContext;
import org.jelastix.api.spi.ResampleInterpolatorProvider;

/** Projection of the moving volume when the result is resampled. */
public final class FinalRayCastInterpolatorProvider implements ResampleInterpolatorProvider {

  @Override
  public ComponentInfo info() {
    return RayCastParameters.info(
        ComponentType.RESAMPLE_INTERPOLATOR, "FinalRayCastInterpolator", true);
  }

  @Override
  public Interpolator create(InterpolatorContext context) {
    return RayCastParameters.create(context, true);
  }
}
