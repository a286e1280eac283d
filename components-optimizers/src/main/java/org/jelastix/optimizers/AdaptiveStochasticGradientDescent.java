package org.jelastix.optimizers;

import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.OptimizerContext;

/**
 * Gradient descent with the gain a / (A + t + 1)^α at an adaptive time t, and with a step size that
 * is estimated at the start of the resolution.
 */
final class AdaptiveStochasticGradientDescent implements Optimizer {
  private final OptimizerContext context;

  AdaptiveStochasticGradientDescent(OptimizerContext context) {
    this.context = context;
    if (isAutomatic()) {
      estimation();
    } else {
      set();
    }
  }

  @Override
  public OptimizationResult optimize(
      CostFunction function, double[] initial, OptimizationListener listener) {
    ComponentParameters parameters = context.parameters();
    ScaledCost cost = ScaledCost.of(function, context.scales());
    double[] position = cost.scale(initial);
    StepSize stepSize = isAutomatic() ? estimation().estimate(cost, position, listener) : set();
    GradientDescentLoop loop =
        new GradientDescentLoop(
            parameters.get(AdaptiveStochasticGradientDescentProvider.MAXIMUM_NUMBER_OF_ITERATIONS),
            stepSize.gain(),
            parameters.get(AdaptiveStochasticGradientDescentProvider.USE_CONSTANT_STEP),
            parameters.get(OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION),
            new SamplingAttempts(
                parameters.get(OptimizerParameters.MAXIMUM_NUMBER_OF_SAMPLING_ATTEMPTS)));
    IterationTable table = new IterationTable(listener, cost);
    OptimizationResult result =
        loop.run(
            cost,
            position,
            stepSize.clock(parameters.get(StepSizeParameters.SIGMOID_INITIAL_TIME)),
            (value, time, gain, gradient, y) ->
                table.add(
                    value,
                    y,
                    "2:Metric",
                    value,
                    "3a:Time",
                    time,
                    "3b:StepSize",
                    gain,
                    "4:||Gradient||",
                    Vectors.norm(gradient)));
    listener.settings(stepSize.settings(AdaptiveStochasticGradientDescentProvider.NAME));
    return result;
  }

  private boolean isAutomatic() {
    return context.parameters().get(StepSizeParameters.AUTOMATIC_PARAMETER_ESTIMATION);
  }

  private boolean isAdaptive() {
    return context.parameters().get(StepSizeParameters.USE_ADAPTIVE_STEP_SIZES);
  }

  /** The step size as the parameters set it. */
  private StepSize set() {
    ComponentParameters parameters = context.parameters();
    return new StepSize(
        new GainSequence(
            parameters.get(AdaptiveStochasticGradientDescentProvider.SP_A_NUMERATOR),
            parameters.get(AdaptiveStochasticGradientDescentProvider.SP_A_OFFSET),
            parameters.get(AdaptiveStochasticGradientDescentProvider.SP_ALPHA)),
        StepSizeParameters.sigmoid(parameters),
        isAdaptive(),
        StepSize.USUAL_NOISE_FACTOR);
  }

  private StepSizeEstimation estimation() {
    ComponentParameters parameters = context.parameters();
    return new StepSizeEstimation(
        context,
        AdaptiveStochasticGradientDescentProvider.NAME,
        StepSizeParameters.maximumStepLength(context),
        parameters.get(AdaptiveStochasticGradientDescentProvider.SP_A_OFFSET),
        parameters.get(StepSizeParameters.NUMBER_OF_SAMPLES_FOR_EXACT_GRADIENT),
        isAdaptive());
  }
}
