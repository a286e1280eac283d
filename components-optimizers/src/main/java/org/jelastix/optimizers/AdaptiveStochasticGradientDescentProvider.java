package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code AdaptiveStochasticGradientDescent}. */
public final class AdaptiveStochasticGradientDescentProvider implements OptimizerProvider {
  static final String NAME = "AdaptiveStochasticGradientDescent";

  static final Parameter<Integer> MAXIMUM_NUMBER_OF_ITERATIONS =
      OptimizerParameters.maximumNumberOfIterations(500);
  static final Parameter<Double> SP_A_NUMERATOR = OptimizerParameters.gainNumerator(400.0);
  static final Parameter<Double> SP_A_OFFSET = OptimizerParameters.gainOffset(20.0);
  static final Parameter<Double> SP_ALPHA = OptimizerParameters.gainExponent(0.602);
  static final Parameter<Boolean> USE_CONSTANT_STEP =
      Parameter.bool("UseConstantStep", false)
          .perResolution()
          .doc("Whether the gain of time 0 is used in every iteration.");

  /** Made by the service loader. */
  public AdaptiveStochasticGradientDescentProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.OPTIMIZER,
            NAME,
            "Stochastic gradient descent with an estimated, adaptive step size: the usual choice.")
        .reference(
            "S. Klein, J.P.W. Pluim, M. Staring, M.A. Viergever, \"Adaptive stochastic gradient"
                + " descent optimisation for image registration\", IJCV 81(3), 2009; Y. Qiao, B."
                + " van Lew, B.P.F. Lelieveldt, M. Staring, \"Fast automatic step size estimation"
                + " for gradient descent optimization of image registration\", IEEE TMI 35(2),"
                + " 2016")
        .parameters(
            OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION,
            MAXIMUM_NUMBER_OF_ITERATIONS,
            SP_A_OFFSET,
            OptimizerParameters.MAXIMUM_NUMBER_OF_SAMPLING_ATTEMPTS,
            StepSizeParameters.SIGMOID_INITIAL_TIME,
            StepSizeParameters.MAX_BAND_COV_SIZE,
            StepSizeParameters.NUMBER_OF_BAND_STRUCTURE_SAMPLES,
            StepSizeParameters.USE_ADAPTIVE_STEP_SIZES,
            StepSizeParameters.AUTOMATIC_PARAMETER_ESTIMATION,
            USE_CONSTANT_STEP,
            StepSizeParameters.MAXIMUM_STEP_LENGTH_RATIO,
            StepSizeParameters.MAXIMUM_STEP_LENGTH,
            StepSizeParameters.NUMBER_OF_GRADIENT_MEASUREMENTS,
            StepSizeParameters.NUMBER_OF_JACOBIAN_MEASUREMENTS,
            StepSizeParameters.NUMBER_OF_SAMPLES_FOR_EXACT_GRADIENT,
            StepSizeParameters.SIGMOID_SCALE_FACTOR,
            SP_A_NUMERATOR,
            SP_ALPHA,
            StepSizeParameters.SIGMOID_MAX,
            StepSizeParameters.SIGMOID_MIN,
            StepSizeParameters.SIGMOID_SCALE,
            StepSizeParameters.ESTIMATION_METHOD,
            StepSizeParameters.MAXIMUM_DISPLACEMENT_ESTIMATION_METHOD,
            StepSizeParameters.NOISE_COMPENSATION,
            StepSizeParameters.SHOW_PROGRESS_PERCENTAGE);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new AdaptiveStochasticGradientDescent(context);
  }
}
