package org.jelastix.optimizers;

import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.OptimizerContext;

/** Gradient descent with the gain a / (A + k + 1)^α in iteration k. */
final class StandardGradientDescent implements Optimizer {
  private final double[] scales;
  private final GradientDescentLoop loop;

  StandardGradientDescent(OptimizerContext context) {
    ComponentParameters parameters = context.parameters();
    this.scales = context.scales();
    this.loop =
        new GradientDescentLoop(
            parameters.get(StandardGradientDescentProvider.MAXIMUM_NUMBER_OF_ITERATIONS),
            new GainSequence(
                parameters.get(StandardGradientDescentProvider.SP_A_NUMERATOR),
                parameters.get(StandardGradientDescentProvider.SP_A_OFFSET),
                parameters.get(StandardGradientDescentProvider.SP_ALPHA)),
            false,
            parameters.get(OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION),
            new SamplingAttempts(
                parameters.get(OptimizerParameters.MAXIMUM_NUMBER_OF_SAMPLING_ATTEMPTS)));
  }

  @Override
  public OptimizationResult optimize(
      CostFunction function, double[] initial, OptimizationListener listener) {
    ScaledCost cost = ScaledCost.of(function, scales);
    IterationTable table = new IterationTable(listener, cost);
    return loop.run(
        cost,
        cost.scale(initial),
        Clock.steady(0, 1),
        (value, time, gain, gradient, position) ->
            table.add(
                value,
                position,
                "2:Metric",
                value,
                "3:StepSize",
                gain,
                "4:||Gradient||",
                Vectors.norm(gradient)));
  }
}
