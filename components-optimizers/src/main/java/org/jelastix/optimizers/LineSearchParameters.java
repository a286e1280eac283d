package org.jelastix.optimizers;

import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;

/** Declarations of the optimizers with a Moré-Thuente line search. */
final class LineSearchParameters {
  private LineSearchParameters() {}

  static final Parameter<Boolean> GENERATE_LINE_SEARCH_ITERATIONS =
      Parameter.bool("GenerateLineSearchIterations", false)
          .doc("Whether each evaluation of a line search gets a row in the iteration table.");

  static final Parameter<Integer> MAXIMUM_NUMBER_OF_LINE_SEARCH_ITERATIONS =
      Parameter.integer("MaximumNumberOfLineSearchIterations", 20)
          .perResolution()
          .atLeast(1)
          .doc("Most evaluations of the metric in one line search.");

  static final Parameter<Double> STEP_LENGTH =
      Parameter.number("StepLength", 1.0)
          .perResolution()
          .above(0)
          .doc("The first trial step of a line search, as a multiple of the search direction.");

  static final Parameter<Double> LINE_SEARCH_VALUE_TOLERANCE =
      Parameter.number("LineSearchValueTolerance", 0.0001)
          .perResolution()
          .atLeast(0)
          .doc(
              "The first Wolfe condition: a step must lower the metric by at least this part of"
                  + " what its slope promises.");

  static final Parameter<Double> LINE_SEARCH_GRADIENT_TOLERANCE =
      Parameter.number("LineSearchGradientTolerance", 0.9)
          .perResolution()
          .atLeast(0)
          .doc(
              "The second Wolfe condition: the slope after a step must be at most this part of the"
                  + " slope before. Smaller values make line searches more exact. Not below"
                  + " LineSearchValueTolerance.");

  static final Parameter<Double> GRADIENT_MAGNITUDE_TOLERANCE =
      Parameter.number("GradientMagnitudeTolerance", 0.000001)
          .perResolution()
          .atLeast(0)
          .doc(
              "The optimizer stops when the length of the gradient, divided by that of the"
                  + " parameters if this is above 1, is not above this.");

  static final Parameter<Boolean> STOP_IF_WOLFE_NOT_SATISFIED =
      Parameter.bool("StopIfWolfeNotSatisfied", true)
          .perResolution()
          .doc(
              "Whether the optimizer stops when a line search ends without a step that satisfies"
                  + " both Wolfe conditions. Best turned off when samples are drawn anew in every"
                  + " iteration.");

  static MoreThuenteLineSearch.Settings settings(ComponentParameters parameters) {
    MoreThuenteLineSearch.Settings settings =
        new MoreThuenteLineSearch.Settings(
            parameters.get(MAXIMUM_NUMBER_OF_LINE_SEARCH_ITERATIONS),
            parameters.get(STEP_LENGTH),
            parameters.get(LINE_SEARCH_VALUE_TOLERANCE),
            parameters.get(LINE_SEARCH_GRADIENT_TOLERANCE));
    if (settings.gradientTolerance() < settings.valueTolerance()) {
      throw parameters.error(
          LINE_SEARCH_GRADIENT_TOLERANCE,
          "is "
              + settings.gradientTolerance()
              + "; must not be below LineSearchValueTolerance, "
              + settings.valueTolerance());
    }
    return settings;
  }
}
