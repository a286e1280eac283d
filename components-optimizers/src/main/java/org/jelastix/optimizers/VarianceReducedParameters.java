package org.jelastix.optimizers;

import org.jelastix.api.parameter.Parameter;

/** Declarations that the variance-reduced and the stochastic L-BFGS optimizers share. */
final class VarianceReducedParameters {
  private VarianceReducedParameters() {}

  static final Parameter<Integer> MAXIMUM_NUMBER_OF_ITERATIONS =
      OptimizerParameters.maximumNumberOfIterations(500);

  static final Parameter<Double> SP_A_NUMERATOR = OptimizerParameters.gainNumerator(400.0);

  static final Parameter<Double> SP_A_OFFSET = OptimizerParameters.gainOffset(20.0);

  static final Parameter<Double> SP_ALPHA = OptimizerParameters.gainExponent(0.602);

  static final Parameter<Integer> NUMBER_OF_INNER_LOOP_SAMPLES =
      Parameter.integer("NumberOfInnerLoopSamples", 10)
          .perResolution()
          .atLeast(1)
          .doc("How many random samples the gradients of the frequent, cheap steps use.");

  static final Parameter<Integer> NUMBER_OF_SPATIAL_SAMPLES =
      Parameter.integer("NumberOfSpatialSamples", 5000)
          .perResolution()
          .atLeast(1)
          .doc(
              "How many samples the more precise gradients use, where the optimizer computes any;"
                  + " also read by the image sampler.");
}
