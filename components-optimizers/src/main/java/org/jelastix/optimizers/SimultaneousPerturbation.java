package org.jelastix.optimizers;

import java.util.Arrays;
import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.random.RandomStream;
import org.jelastix.api.spi.OptimizerContext;

/**
 * Simultaneous perturbation stochastic approximation (SPSA): all parameters are perturbed at once
 * by Δᵢ = ±1/σᵢ, and the gradient is taken as (f(μ + cΔ) − f(μ − cΔ)) / (2c Δᵢ σᵢ²), as the mean of
 * some such perturbations.
 */
final class SimultaneousPerturbation implements Optimizer {
  private final double[] scales;
  private final RandomStream random;
  private final boolean newSamples;
  private final boolean showValues;
  private final int maximumIterations;
  private final int perturbations;
  private final GainSequence gain;
  private final GainSequence width;

  SimultaneousPerturbation(OptimizerContext context) {
    ComponentParameters parameters = context.parameters();
    this.scales = context.scales();
    this.random = context.random();
    this.newSamples = parameters.get(OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION);
    this.showValues = parameters.get(PerturbationParameters.SHOW_METRIC_VALUES);
    this.maximumIterations =
        parameters.get(SimultaneousPerturbationProvider.MAXIMUM_NUMBER_OF_ITERATIONS);
    this.perturbations = parameters.get(SimultaneousPerturbationProvider.NUMBER_OF_PERTURBATIONS);
    this.gain =
        new GainSequence(
            parameters.get(SimultaneousPerturbationProvider.SP_A_NUMERATOR),
            parameters.get(SimultaneousPerturbationProvider.SP_A_OFFSET),
            parameters.get(SimultaneousPerturbationProvider.SP_ALPHA));
    this.width =
        new GainSequence(
            parameters.get(PerturbationParameters.SP_C),
            0,
            parameters.get(PerturbationParameters.SP_GAMMA));
  }

  @Override
  public OptimizationResult optimize(
      CostFunction cost, double[] initial, OptimizationListener listener) {
    int n = initial.length;
    double[] sigma = scales;
    if (sigma.length != n) {
      sigma = new double[n];
      Arrays.fill(sigma, 1.0);
    }
    IterationTable table = new IterationTable(listener, ScaledCost.unscaled(cost));
    double[] position = initial.clone();
    double[] gradient = new double[n];
    double value = Double.NaN;
    int k = 0;
    do {
      estimate(cost, position, sigma, width.at(k), gradient);
      double rate = gain.at(k);
      for (int i = 0; i < n; i++) {
        position[i] -= rate * gradient[i];
      }
      k++;
      if (showValues || k >= maximumIterations) {
        value = cost.value(position);
      }
      table.add(
          showValues ? value : Double.NaN,
          position,
          "2:Metric",
          showValues ? (Object) value : "---",
          "3:Gain a_k",
          rate,
          "4:||Gradient||",
          Vectors.norm(gradient));
      if (newSamples) {
        cost.selectNewSamples();
      }
    } while (k < maximumIterations);
    return new OptimizationResult(position, value, GradientDescentLoop.ITERATIONS_DONE);
  }

  private void estimate(
      CostFunction cost, double[] position, double[] sigma, double c, double[] gradient) {
    int n = position.length;
    double[] delta = new double[n];
    double[] perturbed = new double[n];
    Arrays.fill(gradient, 0);
    for (int p = 0; p < perturbations; p++) {
      for (int i = 0; i < n; i++) {
        delta[i] = (random.nextUniform(0, 1) >= 0.5 ? 1.0 : -1.0) / sigma[i];
      }
      for (int i = 0; i < n; i++) {
        perturbed[i] = position[i] + c * delta[i];
      }
      double plus = cost.value(perturbed);
      for (int i = 0; i < n; i++) {
        perturbed[i] = position[i] - c * delta[i];
      }
      double slope = (plus - cost.value(perturbed)) / (2 * c);
      for (int i = 0; i < n; i++) {
        gradient[i] += slope / delta[i];
      }
    }
    for (int i = 0; i < n; i++) {
      gradient[i] /= sigma[i] * sigma[i] * perturbations;
    }
  }
}
