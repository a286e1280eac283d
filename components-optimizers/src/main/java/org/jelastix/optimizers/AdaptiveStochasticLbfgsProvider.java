package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code AdaptiveStochasticLBFGS}. */
public final class AdaptiveStochasticLbfgsProvider implements OptimizerProvider {
  static final String NAME = "AdaptiveStochasticLBFGS";

  static final Parameter<Integer> LBFGS_MEMORY =
      Parameter.integer("LBFGSMemory", 5)
          .perResolution()
          .atLeast(0)
          .doc("From how many curvature pairs the Hessian is estimated.");
  static final Parameter<Integer> UPDATE_FREQUENCE_L =
      Parameter.integer("UpdateFrequenceL", 5)
          .perResolution()
          .atLeast(1)
          .doc(
              "Every how many iterations a curvature pair is made. The first twice as many"
                  + " iterations are gradient descent.");
  static final Parameter<Double> SP_BETA =
      Parameter.number("SP_beta", 20.0)
          .perResolution()
          .doc(
              "The numerator of the gain of quasi-Newton steps. Has no effect with"
                  + " AutomaticLBFGSstepsizeEstimation.");
  static final Parameter<Boolean> USE_ADAPTIVE_LBFGS_STEP_SIZES =
      Parameter.bool("UseAdaptiveLBFGSStepSizes", true)
          .perResolution()
          .doc("Accepted for compatibility; UseAdaptiveStepSizes is for all steps.");
  static final Parameter<Boolean> AUTOMATIC_LBFGS_STEPSIZE_ESTIMATION =
      Parameter.bool("AutomaticLBFGSstepsizeEstimation", true)
          .perResolution()
          .doc(
              "Whether the step size of quasi-Newton steps is estimated, anew with each curvature"
                  + " pair.");
  static final Parameter<Double> WINDOW_SCALE =
      Parameter.number("WindowScale", 5.0)
          .perResolution()
          .doc("Accepted for compatibility; has no effect.");
  static final Parameter<String> CURVATURE_SAMPLER =
      Parameter.text("CurvatureSampler", "Random")
          .doc("Accepted for compatibility; curvature is measured at the metric's samples.");
  static final Parameter<Boolean> USE_SEARCH_DIR_FOR_ADAPTIVE_STEP_SIZE =
      Parameter.bool("UseSearchDirForAdaptiveStepSize", false)
          .perResolution()
          .doc(
              "Whether quasi-Newton steps adapt by the product of gradient and direction in place"
                  + " of that of consecutive gradients.");

  /** Made by the service loader. */
  public AdaptiveStochasticLbfgsProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.OPTIMIZER,
            NAME,
            "Stochastic quasi-Newton method with estimated, adaptive step sizes.")
        .reference(
            "Y. Qiao, Z. Sun, B.P.F. Lelieveldt, M. Staring, \"A stochastic quasi-Newton method"
                + " for non-rigid image registration\", MICCAI 2015")
        .parameters(
            OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION,
            LBFGS_MEMORY,
            UPDATE_FREQUENCE_L,
            VarianceReducedParameters.MAXIMUM_NUMBER_OF_ITERATIONS,
            VarianceReducedParameters.NUMBER_OF_INNER_LOOP_SAMPLES,
            VarianceReducedParameters.NUMBER_OF_SPATIAL_SAMPLES,
            VarianceReducedParameters.SP_A_OFFSET,
            SP_BETA,
            OptimizerParameters.MAXIMUM_NUMBER_OF_SAMPLING_ATTEMPTS,
            StepSizeParameters.SIGMOID_INITIAL_TIME,
            StepSizeParameters.MAX_BAND_COV_SIZE,
            StepSizeParameters.NUMBER_OF_BAND_STRUCTURE_SAMPLES,
            StepSizeParameters.USE_ADAPTIVE_STEP_SIZES,
            USE_ADAPTIVE_LBFGS_STEP_SIZES,
            StepSizeParameters.AUTOMATIC_PARAMETER_ESTIMATION,
            AUTOMATIC_LBFGS_STEPSIZE_ESTIMATION,
            WINDOW_SCALE,
            StepSizeStrategy.PARAMETER,
            StepSizeParameters.MAXIMUM_STEP_LENGTH,
            StepSizeParameters.NUMBER_OF_GRADIENT_MEASUREMENTS,
            StepSizeParameters.NUMBER_OF_JACOBIAN_MEASUREMENTS,
            StepSizeParameters.NUMBER_OF_SAMPLES_FOR_EXACT_GRADIENT,
            StepSizeParameters.SIGMOID_SCALE_FACTOR,
            StepSizeParameters.SIGMOID_SCALE,
            StepSizeParameters.SIGMOID_MAX,
            StepSizeParameters.SIGMOID_MIN,
            VarianceReducedParameters.SP_A_NUMERATOR,
            VarianceReducedParameters.SP_ALPHA,
            CURVATURE_SAMPLER,
            USE_SEARCH_DIR_FOR_ADAPTIVE_STEP_SIZE,
            StepSizeParameters.ESTIMATION_METHOD,
            StepSizeParameters.MAXIMUM_DISPLACEMENT_ESTIMATION_METHOD,
            StepSizeParameters.NOISE_COMPENSATION,
            StepSizeParameters.SHOW_PROGRESS_PERCENTAGE);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new AdaptiveStochasticLbfgs(context);
  }
}
