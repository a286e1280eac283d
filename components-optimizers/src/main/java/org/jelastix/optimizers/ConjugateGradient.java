package org.jelastix.optimizers;

import java.util.Optional;
import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.OptimizerContext;

/**
 * Nonlinear conjugate gradients: line searches along d = −g + β d′, d′ being the direction before.
 *
 * <p>With y = g − g′, β is
 *
 * <pre>
 * SteepestDescent         0
 * FletcherReeves          gᵀg / g′ᵀg′
 * PolakRibiere            gᵀy / g′ᵀg′
 * DaiYuan                 gᵀg / d′ᵀy
 * HestenesStiefel         gᵀy / d′ᵀy
 * DaiYuanHestenesStiefel  max(0, min(DaiYuan, HestenesStiefel))
 * </pre>
 *
 * <p>The first trial step of a line search is the step that the one before found.
 */
final class ConjugateGradient implements Optimizer {
  private static final double TINY = 1e-20;
  private static final int ITERATIONS_WITHOUT_IMPROVEMENT = 10;

  private final ComponentParameters parameters;
  private final double[] scales;
  private final MoreThuenteLineSearch.Settings settings;
  private final int maximumIterations;
  private final double valueTolerance;
  private final String type;

  ConjugateGradient(OptimizerContext context) {
    this.parameters = context.parameters();
    this.scales = context.scales();
    this.settings = LineSearchParameters.settings(parameters);
    this.maximumIterations = parameters.get(ConjugateGradientProvider.MAXIMUM_NUMBER_OF_ITERATIONS);
    this.valueTolerance = parameters.get(ConjugateGradientProvider.VALUE_TOLERANCE);
    this.type = parameters.get(ConjugateGradientProvider.CONJUGATE_GRADIENT_TYPE);
  }

  @Override
  public OptimizationResult optimize(
      CostFunction function, double[] initial, OptimizationListener listener) {
    ScaledCost cost = ScaledCost.of(function, scales);
    LineSearchDescent descent =
        new LineSearchDescent(parameters, maximumIterations, cost, initial, listener);
    double[] direction = new double[initial.length];
    double[] previous = null;
    int flat = 0;
    Optional<String> reason = descent.converged();
    while (reason.isEmpty()) {
      double[] gradient = descent.gradient();
      double beta = 0;
      if (previous != null) {
        beta = beta(previous, gradient, direction);
        if (Double.isNaN(beta)) {
          return descent.result("The beta factor became infinite.");
        }
      }
      for (int i = 0; i < direction.length; i++) {
        direction[i] = -gradient[i] + beta * direction[i];
      }
      previous = gradient.clone();
      double valueBefore = descent.value();
      if (!descent.search(direction)) {
        return descent.result(LineSearchDescent.LINE_SEARCH_ERROR);
      }
      descent.report();
      double size = Math.abs(descent.value()) + Math.abs(valueBefore) + TINY;
      if (2.0 * Math.abs(descent.value() - valueBefore) <= valueTolerance * size) {
        if (flat == ITERATIONS_WITHOUT_IMPROVEMENT) {
          return descent.result("Almost no decrease in function value anymore.");
        }
        flat++;
      } else {
        flat = 0;
      }
      reason = descent.convergedAfterSearch();
      descent.useSettings(
          new MoreThuenteLineSearch.Settings(
              settings.maximumIterations(),
              descent.stepLength(),
              settings.valueTolerance(),
              settings.gradientTolerance()));
      descent.nextIteration();
    }
    return descent.result(reason.get());
  }

  /** NaN if the denominator vanishes. */
  private double beta(double[] previous, double[] gradient, double[] direction) {
    double gg = 0;
    double gy = 0;
    double previousSquare = 0;
    double dy = 0;
    for (int i = 0; i < gradient.length; i++) {
      double y = gradient[i] - previous[i];
      gg += gradient[i] * gradient[i];
      gy += gradient[i] * y;
      previousSquare += previous[i] * previous[i];
      dy += direction[i] * y;
    }
    switch (type) {
      case "FletcherReeves":
        return quotient(gg, previousSquare);
      case "PolakRibiere":
        return quotient(gy, previousSquare);
      case "DaiYuan":
        return quotient(gg, dy);
      case "HestenesStiefel":
        return quotient(gy, dy);
      case "DaiYuanHestenesStiefel":
        return Math.max(0.0, Math.min(quotient(gg, dy), quotient(gy, dy)));
      default:
        return 0;
    }
  }

  private static double quotient(double numerator, double denominator) {
    return denominator <= Math.ulp(1.0) ? Double.NaN : numerator / denominator;
  }
}
