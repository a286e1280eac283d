package org.jelastix.metrics;

import java.util.List;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;

/** Parameters that groupwise metrics share. */
final class GroupwiseParameters {
  /** Older name of the next. */
  static final Parameter<Boolean> SUBTRACT_MEAN =
      Parameter.bool("SubtractMean", true)
          .doc("Older name of UseZeroAverageDisplacementConstraint, read when that one is absent.");

  /** Whether the displacements average to zero. */
  static final Parameter<Boolean> ZERO_AVERAGE =
      Parameter.bool("UseZeroAverageDisplacementConstraint", true)
          .doc(
              "Whether the displacements of all times are kept at zero on average, by taking the"
                  + " mean over time from the gradient, so that the group is registered to its own"
                  + " middle. Needs a B-spline or stack transform.");

  /** Times at the fixed index beside the drawn ones. */
  static final Parameter<Integer> ADDITIONAL =
      Parameter.integer("NumAdditionalSamplesFixed", 0)
          .perResolution()
          .atLeast(0)
          .doc(
              "How many more times to look at the time ReducedDimensionIndex, for metrics that"
                  + " draw times at random; others ignore it.");

  /** The fixed index. */
  static final Parameter<Integer> REDUCED_INDEX =
      Parameter.integer("ReducedDimensionIndex", 0)
          .unit("voxels")
          .atLeast(0)
          .doc("The time at which NumAdditionalSamplesFixed looks.");

  /** All but those about random times. */
  static final List<Parameter<?>> CONSTRAINT = List.of(SUBTRACT_MEAN, ZERO_AVERAGE);

  private GroupwiseParameters() {}

  /** Whether to take the mean over time from the gradient. */
  static boolean zeroAverage(ComponentParameters parameters) {
    return parameters.find(ZERO_AVERAGE).orElseGet(() -> parameters.get(SUBTRACT_MEAN));
  }
}
