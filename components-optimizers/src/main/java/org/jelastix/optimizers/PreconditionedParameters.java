package org.jelastix.optimizers;

import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;

/** Declarations that AdaGrad and the preconditioned gradient descent share. */
final class PreconditionedParameters {
  private PreconditionedParameters() {}

  static final Parameter<Integer> MAXIMUM_NUMBER_OF_ITERATIONS =
      OptimizerParameters.maximumNumberOfIterations(500);

  static final Parameter<Double> SP_A_OFFSET =
      Parameter.number("SP_A", 20.0)
          .perResolution()
          .above(0)
          .doc("The offset A of the gain a / (1 + t / A). Larger values keep steps long.");

  static final Parameter<Double> SP_ALPHA =
      Parameter.number("SP_alpha", 0.602)
          .perResolution()
          .doc("Accepted for compatibility; the exponent of the gain is 1.");

  static final Parameter<Integer> NUMBER_OF_JACOBIAN_MEASUREMENTS =
      Parameter.integer("NumberOfJacobianMeasurements", null)
          .perResolution()
          .atLeast(1)
          .defaultsTo("5000 or twice the number of transform parameters, whichever is larger")
          .doc(
              "At about how many points of the fixed image the transform's derivatives are"
                  + " measured for the step size.");

  static final Parameter<Integer> NUMBER_OF_SPATIAL_SAMPLES =
      Parameter.integer("NumberOfSpatialSamples", 5000)
          .perResolution()
          .atLeast(1)
          .doc("Accepted here for compatibility; the image sampler reads it.");

  static final Parameter<Integer> NUMBER_OF_SAMPLES_FOR_PRECONDITION =
      Parameter.integer("NumberOfSamplesForPrecondition", null)
          .perResolution()
          .atLeast(1)
          .defaultsTo("1000 or the number of transform parameters, whichever is larger")
          .doc(
              "At how many voxels, chosen at random, the gradient for the preconditioner is"
                  + " computed. Used with automatic estimation, not by AdaGrad.");

  static final Parameter<Integer> NUMBER_OF_SAMPLES_FOR_NOISE_COMPENSATION_FACTOR =
      Parameter.integer("NumberOfSamplesForNoiseCompensationFactor", 100000)
          .perResolution()
          .atLeast(1)
          .doc(
              "About how many samples, on a regular grid, stand for the whole image when the noise"
                  + " of random samples is measured.");

  static final Parameter<Double> REGULARIZATION_KAPPA =
      Parameter.number("RegularizationKappa", 0.8)
          .perResolution()
          .between(0, 1)
          .doc(
              "The part that a parameter's own displacement has in its preconditioner; the rest is"
                  + " that of its neighbours. Not used by AdaGrad.");

  static final Parameter<Double> CONDITION_NUMBER =
      Parameter.number("ConditionNumber", 2.0)
          .perResolution()
          .atLeast(1)
          .doc(
              "The largest ratio between factors of the preconditioner, for transforms with many"
                  + " parameters. Not used by AdaGrad.");

  static final Parameter<Boolean> JACOBI_TYPE_PRECONDITIONER =
      Parameter.bool("JacobiTypePreconditioner", false)
          .perResolution()
          .doc(
              "Whether the preconditioner is made of the transform's derivatives alone, without"
                  + " the metric's gradient. Not used by AdaGrad.");

  /** Adds all declarations but SP_a, whose default differs. */
  static ComponentInfo declare(ComponentInfo info) {
    return info.parameters(
        OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION,
        MAXIMUM_NUMBER_OF_ITERATIONS,
        SP_A_OFFSET,
        OptimizerParameters.MAXIMUM_NUMBER_OF_SAMPLING_ATTEMPTS,
        StepSizeParameters.SIGMOID_INITIAL_TIME,
        StepSizeParameters.AUTOMATIC_PARAMETER_ESTIMATION,
        StepSizeStrategy.PARAMETER,
        StepSizeParameters.MAXIMUM_STEP_LENGTH_RATIO,
        StepSizeParameters.MAXIMUM_STEP_LENGTH,
        StepSizeParameters.NUMBER_OF_GRADIENT_MEASUREMENTS,
        NUMBER_OF_JACOBIAN_MEASUREMENTS,
        NUMBER_OF_SPATIAL_SAMPLES,
        NUMBER_OF_SAMPLES_FOR_PRECONDITION,
        NUMBER_OF_SAMPLES_FOR_NOISE_COMPENSATION_FACTOR,
        StepSizeParameters.SIGMOID_SCALE_FACTOR,
        REGULARIZATION_KAPPA,
        CONDITION_NUMBER,
        SP_ALPHA,
        StepSizeParameters.SIGMOID_MAX,
        StepSizeParameters.SIGMOID_MIN,
        StepSizeParameters.SIGMOID_SCALE,
        JACOBI_TYPE_PRECONDITIONER,
        StepSizeParameters.MAXIMUM_DISPLACEMENT_ESTIMATION_METHOD,
        StepSizeParameters.SHOW_PROGRESS_PERCENTAGE);
  }
}
