package org.jelastix.optimizers;

import org.jelastix.api.parameter.Parameter;

/** Declarations of the optimizers that estimate gradients from values. */
final class PerturbationParameters {
  private PerturbationParameters() {}

  static final Parameter<Boolean> SHOW_METRIC_VALUES =
      Parameter.bool("ShowMetricValues", false)
          .doc(
              "Whether the metric is also computed at the position itself, for the iteration"
                  + " table. Costs one more evaluation an iteration.");

  static final Parameter<Double> SP_C =
      Parameter.number("SP_c", 1.0)
          .perResolution()
          .above(0)
          .doc(
              "The size c of the perturbation c / (k + 1)^gamma of the scaled parameters in"
                  + " iteration k.");

  static final Parameter<Double> SP_GAMMA =
      Parameter.number("SP_gamma", 0.101)
          .perResolution()
          .doc("The exponent gamma of the perturbation c / (k + 1)^gamma.");
}
