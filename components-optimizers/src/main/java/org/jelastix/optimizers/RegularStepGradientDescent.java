package org.jelastix.optimizers;

import java.util.Arrays;
import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.OptimizerContext;

/**
 * Gradient descent with steps of one length, which is cut when the direction turns back.
 *
 * <p>With scales σ the direction is dᵢ = gᵢ / σᵢ: the scales are used as they are and not by their
 * roots. The step is μ ← μ − ℓ d / ‖d‖; ℓ is multiplied with the relaxation factor in front of a
 * step for which ⟨d, d′⟩ &lt; 0, d′ being the direction before.
 */
final class RegularStepGradientDescent implements Optimizer {
  private final double[] scales;
  private final double minimumGradient;
  private final double maximumStep;
  private final double minimumStep;
  private final double relaxation;
  private final int iterations;

  RegularStepGradientDescent(OptimizerContext context) {
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
    this.relaxation = parameters.get(RegularStepGradientDescentProvider.RELAXATION_FACTOR);
    this.iterations =
        parameters.get(RegularStepGradientDescentProvider.MAXIMUM_NUMBER_OF_ITERATIONS);
  }

  @Override
  public OptimizationResult optimize(
      CostFunction cost, double[] initial, OptimizationListener listener) {
    int n = initial.length;
    double[] squaredScales = scales;
    if (squaredScales.length != n) {
      squaredScales = new double[n];
      Arrays.fill(squaredScales, 1.0);
    }
    IterationTable table = new IterationTable(listener, ScaledCost.unscaled(cost));
    double[] position = initial.clone();
    double[] gradient = new double[n];
    double[] direction = new double[n];
    double[] previous = new double[n];
    double step = maximumStep;
    double value = 0;
    for (int k = 0; k < iterations; k++) {
      value = cost.valueAndGradient(position, gradient);
      for (int i = 0; i < n; i++) {
        direction[i] = gradient[i] / squaredScales[i];
      }
      double magnitude = Vectors.norm(direction);
      if (magnitude < minimumGradient || magnitude == 0) {
        return new OptimizationResult(
            position, value, "Minimum gradient magnitude has been reached.");
      }
      if (Vectors.dot(direction, previous) < 0) {
        step *= relaxation;
      }
      if (step < minimumStep) {
        return new OptimizationResult(position, value, "Minimum step size has been reached.");
      }
      double factor = step / magnitude;
      for (int i = 0; i < n; i++) {
        position[i] -= direction[i] * factor;
      }
      System.arraycopy(direction, 0, previous, 0, n);
      table.add(
          value,
          position,
          "2:Metric",
          value,
          "3:StepSize",
          step,
          "4:||Gradient||",
          Vectors.norm(gradient));
    }
    return new OptimizationResult(position, value, GradientDescentLoop.ITERATIONS_DONE);
  }
}
