package org.jelastix.images.interpolation;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.InterpolatorContext;
import org.jelastix.api.spi.InterpolatorProvider;

/** B-spline interpolation of the moving image during registration. */
public final class BSplineInterpolatorProvider implements InterpolatorProvider {

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.INTERPOLATOR,
            "BSplineInterpolator",
            "Interpolation by a B-spline of order 0 to 5 through the voxels.")
        .reference(SplineOrder.REFERENCE)
        .parameters(SplineOrder.OF_REGISTRATION);
  }

  @Override
  public Interpolator create(InterpolatorContext context) {
    return GridInterpolator.spline(
        context.image(), context.parameters().get(SplineOrder.OF_REGISTRATION), context.parallel());
  }
}
