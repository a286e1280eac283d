package org.jelastix.optimizers;

import org.jelastix.api.parameter.Parameter;

/** Declarations that several optimizers share, with defaults that differ. */
final class OptimizerParameters {
  private OptimizerParameters() {}

  static final Parameter<Boolean> NEW_SAMPLES_EVERY_ITERATION =
      Parameter.bool("NewSamplesEveryIteration", false)
          .perResolution()
          .doc(
              "Whether the image samplers draw new samples after each iteration. Needed by the"
                  + " stochastic optimizers, and wrong for optimizers with line searches unless"
                  + " the sampler takes every voxel. Has no effect on samplers that are not"
                  + " random, nor on optimizers that use one set of samples per resolution.");

  static final Parameter<Integer> MAXIMUM_NUMBER_OF_SAMPLING_ATTEMPTS =
      Parameter.integer("MaximumNumberOfSamplingAttempts", 0)
          .perResolution()
          .atLeast(0)
          .doc(
              "How often an iteration is tried again with new samples when the metric could not be"
                  + " computed, for example because too few samples mapped into the moving image.");

  static Parameter<Integer> maximumNumberOfIterations(int defaultValue) {
    return Parameter.integer("MaximumNumberOfIterations", defaultValue)
        .perResolution()
        .atLeast(0)
        .doc("The optimizer stops after this many iterations in a resolution.");
  }

  static Parameter<Double> gainNumerator(double defaultValue) {
    return Parameter.number("SP_a", defaultValue)
        .perResolution()
        .doc(
            "The numerator a of the gain a / (A + t + 1)^alpha that the gradient is multiplied"
                + " with. Its proper size depends on the metric and the images by orders of"
                + " magnitude.");
  }

  static Parameter<Double> gainOffset(double defaultValue) {
    return Parameter.number("SP_A", defaultValue)
        .perResolution()
        .atLeast(0)
        .doc(
            "The offset A of the gain a / (A + t + 1)^alpha. Larger values make the gain fall off"
                + " more slowly in the first iterations; a tenth of the number of iterations, or"
                + " a little more, is customary.");
  }

  static Parameter<Double> gainExponent(double defaultValue) {
    return Parameter.number("SP_alpha", defaultValue)
        .perResolution()
        .doc(
            "The exponent alpha of the gain a / (A + t + 1)^alpha. Theory asks for values above"
                + " 0.5 and at most 1; 0.602 is the customary choice for a limited number of"
                + " iterations.");
  }
}
