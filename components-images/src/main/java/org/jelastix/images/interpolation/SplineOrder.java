package org.jelastix.images.interpolation;

import org.jelastix.api.parameter.Parameter;

/** The parameters that choose the order of a B-spline. */
final class SplineOrder {
  private SplineOrder() {}

  static final String REFERENCE =
      "M. Unser, A. Aldroubi and M. Eden, \"B-spline signal processing: part I - theory\", "
          + "IEEE Transactions on Signal Processing 41(2), 1993.";

  static final Parameter<Integer> OF_REGISTRATION =
      Parameter.integer("BSplineInterpolationOrder", 1)
          .perResolution()
          .between(0, SplineWeights.MAX_ORDER)
          .doc(
              "Order of the B-spline through the moving image while registering. 1 is linear and"
                  + " fastest, 3 is smooth and costs several times as much. At 0, nearest"
                  + " neighbour, the derivative is zero, so only optimizers that need none work.");

  static final Parameter<Integer> OF_RESAMPLING =
      Parameter.integer("FinalBSplineInterpolationOrder", 3)
          .between(0, SplineWeights.MAX_ORDER)
          .doc(
              "Order of the B-spline through the moving image when the result is resampled. Use 0"
                  + " for label images, whose values must not be mixed.");

  static final Parameter<Integer> OF_REDUCED_RESAMPLING =
      OF_RESAMPLING.aliases("FinalReducedDimensionBSplineInterpolationOrder");
}
