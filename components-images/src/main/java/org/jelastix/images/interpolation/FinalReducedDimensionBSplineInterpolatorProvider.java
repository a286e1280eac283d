package org.jelastix.images.interpolation;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.InterpolatorContext;
import org.jelastix.api.spi.ResampleInterpolatorProvider;

/**
 * B-spline interpolation of the moving image when the result is resampled, but not along its last
 * axis.
 */
public final class FinalReducedDimensionBSplineInterpolatorProvider
    implements ResampleInterpolatorProvider {

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.RESAMPLE_INTERPOLATOR,
            "FinalReducedDimensionBSplineInterpolator",
            "Interpolation by a B-spline along all axes but the last, which is not interpolated.")
        .reference(
            "C.T. Metz, S. Klein, M. Schaap, T. van Walsum and W.J. Niessen, \"Nonrigid registration"
                + " of dynamic medical imaging data using nD+t B-splines and a groupwise"
                + " optimization approach\", Medical Image Analysis 15(2), 2011.")
        .parameters(SplineOrder.OF_REDUCED_RESAMPLING);
  }

  @Override
  public Interpolator create(InterpolatorContext context) {
    return GridInterpolator.slicedSpline(
        context.image(),
        context.parameters().get(SplineOrder.OF_REDUCED_RESAMPLING),
        context.parallel());
  }
}
