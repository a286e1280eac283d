package org.jelastix.images.interpolation;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.InterpolatorContext;
import org.jelastix.api.spi.ResampleInterpolatorProvider;

/** B-spline interpolation of the moving image when the result is resampled. */
public final class FinalBSplineInterpolatorProvider implements ResampleInterpolatorProvider {

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.RESAMPLE_INTERPOLATOR,
            "FinalBSplineInterpolator",
            "Interpolation by a B-spline of order 0 to 5 through the voxels.")
        .reference(SplineOrder.REFERENCE)
        .parameters(SplineOrder.OF_RESAMPLING);
  }

  @Override
  public Interpolator create(InterpolatorContext context) {
    return GridInterpolator.spline(
        context.image(), context.parameters().get(SplineOrder.OF_RESAMPLING), context.parallel());
  }
}
