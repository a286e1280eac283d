package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code AdaptiveStochasticVarianceReducedGradient}. */
public final class AdaptiveStochasticVarianceReducedGradientProvider implements OptimizerProvider {
  static final String NAME = "AdaptiveStochasticVarianceReducedGradient";

  static final Parameter<Integer> MAXIMUM_NUMBER_OF_INNER_LOOP_ITERATIONS =
      Parameter.integer("MaximumNumberOfInnerLoopIterations", 50)
          .perResolution()
          .atLeast(1)
          .doc("Cheap steps between two precise gradients; each is a row of the table.");
  static final Parameter<Boolean> USE_NOISE_FACTOR =
      Parameter.bool("UseNoiseFactor", true)
          .doc(
              "Whether the difference of the cheap gradients is weighted by the noise factor that"
                  + " was measured, or 0.8 if none was.");
  static final Parameter<String> SAMPLE_GRADIENT_METHOD =
      Parameter.choice(
              "SampleGradientMethod",
              "OriginalLargeNumber",
              "OriginalLargeNumber",
              "UseNumberOfSpatialSamples",
              "InnerLoopSamples")
          .doc(
              "At how many samples the noise of gradients is measured: as many as the sampler"
                  + " draws, NumberOfSpatialSamples, or NumberOfInnerLoopSamples.");

  /** Made by the service loader. */
  public AdaptiveStochasticVarianceReducedGradientProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.OPTIMIZER,
            NAME,
            "Stochastic gradient descent that corrects cheap gradients by a precise one.")
        .reference(
            "R. Johnson and T. Zhang, \"Accelerating stochastic gradient descent using predictive"
                + " variance reduction\", NIPS 2013")
        .parameters(
            OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION,
            MAXIMUM_NUMBER_OF_INNER_LOOP_ITERATIONS,
            VarianceReducedParameters.MAXIMUM_NUMBER_OF_ITERATIONS,
            VarianceReducedParameters.NUMBER_OF_INNER_LOOP_SAMPLES,
            VarianceReducedParameters.NUMBER_OF_SPATIAL_SAMPLES,
            VarianceReducedParameters.SP_A_OFFSET,
            OptimizerParameters.MAXIMUM_NUMBER_OF_SAMPLING_ATTEMPTS,
            StepSizeParameters.SIGMOID_INITIAL_TIME,
            StepSizeParameters.MAX_BAND_COV_SIZE,
            StepSizeParameters.NUMBER_OF_BAND_STRUCTURE_SAMPLES,
            StepSizeParameters.USE_ADAPTIVE_STEP_SIZES,
            StepSizeParameters.AUTOMATIC_PARAMETER_ESTIMATION,
            StepSizeParameters.MAXIMUM_STEP_LENGTH,
            StepSizeParameters.NUMBER_OF_GRADIENT_MEASUREMENTS,
            StepSizeParameters.NUMBER_OF_JACOBIAN_MEASUREMENTS,
            StepSizeParameters.NUMBER_OF_SAMPLES_FOR_EXACT_GRADIENT,
            StepSizeParameters.SIGMOID_SCALE_FACTOR,
            VarianceReducedParameters.SP_A_NUMERATOR,
            VarianceReducedParameters.SP_ALPHA,
            StepSizeParameters.SIGMOID_MAX,
            StepSizeParameters.SIGMOID_MIN,
            StepSizeParameters.SIGMOID_SCALE,
            USE_NOISE_FACTOR,
            StepSizeParameters.ESTIMATION_METHOD,
            StepSizeParameters.MAXIMUM_DISPLACEMENT_ESTIMATION_METHOD,
            StepSizeParameters.NOISE_COMPENSATION,
            SAMPLE_GRADIENT_METHOD,
            StepSizeParameters.SHOW_PROGRESS_PERCENTAGE);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new AdaptiveStochasticVarianceReducedGradient(context);
  }
}
