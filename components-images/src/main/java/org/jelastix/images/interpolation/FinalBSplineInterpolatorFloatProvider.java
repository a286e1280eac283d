package org.jelastix.images.interpolation;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.InterpolatorContext;
import org.jelastix.api.spi.ResampleInterpolatorProvider;

/** B-spline interpolation of the moving image when the result is resampled, in single precision. */
public final class FinalBSplineInterpolatorFloatProvider implements ResampleInterpolatorProvider {

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.RESAMPLE_INTERPOLATOR,
            "FinalBSplineInterpolatorFloat",
            "As FinalBSplineInterpolator, with coefficients always in single precision.")
        .reference(SplineOrder.REFERENCE)
        .parameters(SplineOrder.OF_RESAMPLING);
  }

  @Override
  public Interpolator create(InterpolatorContext context) {
    return GridInterpolator.splineFloat(
        context.image(), context.parameters().get(SplineOrder.OF_RESAMPLING), context.parallel());
  }
}
