package org.jelastix.images.interpolation;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.InterpolatorContext;
import org.jelastix.api.spi.InterpolatorProvider;

/** B-spline interpolation of the moving image during registration, in single precision. */
public final class BSplineInterpolatorFloatProvider implements InterpolatorProvider {

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.INTERPOLATOR,
            "BSplineInterpolatorFloat",
            "As BSplineInterpolator, with coefficients always in single precision.")
        .reference(SplineOrder.REFERENCE)
        .parameters(SplineOrder.OF_REGISTRATION);
  }

  @Override
  public Interpolator create(InterpolatorContext context) {
    return GridInterpolator.splineFloat(
        context.image(), context.parameters().get(SplineOrder.OF_REGISTRATION), context.parallel());
  }
}
