package org.jelastix.images.projection;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.InterpolatorContext;
import org.jelastix.api.spi.InterpolatorProvider;

/** Projection of the moving volume during registration. */
public final class RayCastInterpolatorProvider implements InterpolatorProvider {

  @Override
  public ComponentInfo info() {
    return RayCastParameters.info(ComponentType.INTERPOLATOR, "RayCastInterpolator", false);
  }

  @Override
  public Interpolator create(InterpolatorContext context) {
    return RayCastParameters.create(context, false);
  }
}
