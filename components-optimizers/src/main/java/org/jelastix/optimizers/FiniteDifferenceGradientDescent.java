package org.jelastix.optimizers;

import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.OptimizerContext;

/**
 * Gradient descent with central differences over c / (k + 1)^γ in place of the gradient, and the
 * gain a / (A + k + 1)^α, both over scaled parameters.
 */
final class FiniteDifferenceGradientDescent implements Optimizer {
  private final double[] scales;
  private final boolean newSamples;
  private final boolean showValues;
  private final int maximumIterations;
  private final GainSequence gain;
  private final GainSequence width;

  FiniteDifferenceGradientDescent(OptimizerContext context) {
    ComponentParameters parameters = context.parameters();
    this.scales = context.scales();
    this.newSamples = parameters.get(OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION);
    this.showValues = parameters.get(PerturbationParameters.SHOW_METRIC_VALUES);
    this.maximumIterations =
        parameters.get(FiniteDifferenceGradientDescentProvider.MAXIMUM_NUMBER_OF_ITERATIONS);
    this.gain =
        new GainSequence(
            parameters.get(FiniteDifferenceGradientDescentProvider.SP_A_NUMERATOR),
            parameters.get(FiniteDifferenceGradientDescentProvider.SP_A_OFFSET),
            parameters.get(FiniteDifferenceGradientDescentProvider.SP_ALPHA));
    this.width =
        new GainSequence(
            parameters.get(PerturbationParameters.SP_C),
            0,
            parameters.get(PerturbationParameters.SP_GAMMA));
  }

  @Override
  public OptimizationResult optimize(
      CostFunction function, double[] initial, OptimizationListener listener) {
    ScaledCost cost = ScaledCost.of(function, scales);
    IterationTable table = new IterationTable(listener, cost);
    double[] position = cost.scale(initial);
    double[] gradient = new double[position.length];
    double value = Double.NaN;
    int k = 0;
    do {
      if (showValues) {
        value = cost.value(position);
      }
      double h = width.at(k);
      for (int i = 0; i < position.length; i++) {
        double there = position[i];
        position[i] = there + h;
        double plus = cost.value(position);
        position[i] = there - h;
        double minus = cost.value(position);
        position[i] = there;
        gradient[i] = (plus - minus) / (2.0 * h);
      }
      double rate = gain.at(k);
      for (int i = 0; i < position.length; i++) {
        position[i] -= rate * gradient[i];
      }
      table.add(
          value,
          position,
          "2:Metric",
          showValues ? (Object) value : "---",
          "3:Gain a_k",
          rate,
          "4:||Gradient||",
          Vectors.norm(gradient));
      k++;
      if (k >= maximumIterations && !showValues) {
        value = cost.value(position);
      }
      if (newSamples) {
        cost.selectNewSamples();
      }
    } while (k < maximumIterations);
    return new OptimizationResult(
        cost.unscale(position), value, GradientDescentLoop.ITERATIONS_DONE);
  }
}
