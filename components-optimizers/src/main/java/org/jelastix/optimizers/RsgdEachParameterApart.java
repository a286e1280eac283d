package org.jelastix.optimizers;

import java.util.Arrays;
import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.OptimizerContext;

/**
 * Regular step gradient descent with a step length for each parameter: μᵢ ← μᵢ − ℓᵢ dᵢ / ‖d‖ with
 * dᵢ = gᵢ / σᵢ, where ℓᵢ is halved whenever dᵢ changes its sign.
 */
final class RsgdEachParameterApart implements Optimizer {
  private final double[] scales;
  private final double minimumGradient;
  private final double maximumStep;
  private final double minimumStep;
  private final int iterations;

  RsgdEachParameterApart(OptimizerContext context) {
    ComponentParameters parameters = context.parameters();
    double factor = Math.pow(2.0, parameters.resolution());
    this.scales = context.scales();
    this.minimumGradient =
        parameters.get(RegularStepGradientDescentProvider.MINIMUM_GRADIENT_MAGNITUDE);
    this.maximumStep =
        parameters
            .find(RegularStepGradientDescentProvider.MAXIMUM_STEP_LENGTH)
            .orElse(16.0 / factor);
    this.minimumStep =
        parameters
            .find(RegularStepGradientDescentProvider.MINIMUM_STEP_LENGTH)
            .orElse(0.5 / factor);
    this.iterations = parameters.get(RsgdEachParameterApartProvider.MAXIMUM_NUMBER_OF_ITERATIONS);
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
    double[] direction = new double[n];
    double[] previous = new double[n];
    double[] steps = new double[n];
    Arrays.fill(steps, maximumStep);
    double value = 0;
    int k = 0;
    do {
      value = cost.valueAndGradient(position, gradient);
      for (int i = 0; i < n; i++) {
        direction[i] = gradient[i] / sigma[i];
      }
      double magnitude = Vectors.norm(direction);
      if (magnitude < minimumGradient || magnitude == 0) {
        return new OptimizationResult(
            position, value, "Minimum gradient magnitude has been reached.");
      }
      double sum = 0;
      double longest = 0;
      for (int i = 0; i < n; i++) {
        if (direction[i] * previous[i] < 0) {
          steps[i] /= 2.0;
        }
        sum += steps[i];
        longest = Math.max(longest, steps[i]);
      }
      if (longest < minimumStep) {
        return new OptimizationResult(position, value, "Minimum step size has been reached.");
      }
      for (int i = 0; i < n; i++) {
        position[i] -= direction[i] * (steps[i] / magnitude);
      }
      System.arraycopy(direction, 0, previous, 0, n);
      table.add(
          value, position, "2:Metric", value, "3:StepSize", sum / n, "4:||Gradient||", magnitude);
      k++;
    } while (k < iterations);
    return new OptimizationResult(position, value, GradientDescentLoop.ITERATIONS_DONE);
  }
}
