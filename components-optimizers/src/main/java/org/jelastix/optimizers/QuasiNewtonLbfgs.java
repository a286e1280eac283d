package org.jelastix.optimizers;

import java.util.Optional;
import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.OptimizerContext;

/**
 * The limited-memory quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno: a line search
 * along −H g, H being made by {@link LimitedMemory}; along −g/‖g‖ while the memory is empty.
 */
final class QuasiNewtonLbfgs implements Optimizer {
  private final ComponentParameters parameters;
  private final double[] scales;
  private final int memory;
  private final int maximumIterations;

  QuasiNewtonLbfgs(OptimizerContext context) {
    this.parameters = context.parameters();
    this.scales = context.scales();
    this.memory = parameters.get(QuasiNewtonLbfgsProvider.LBFGS_UPDATE_ACCURACY);
    this.maximumIterations = parameters.get(QuasiNewtonLbfgsProvider.MAXIMUM_NUMBER_OF_ITERATIONS);
    LineSearchParameters.settings(parameters);
  }

  @Override
  public OptimizationResult optimize(
      CostFunction function, double[] initial, OptimizationListener listener) {
    ScaledCost cost = ScaledCost.of(function, scales);
    LineSearchDescent descent =
        new LineSearchDescent(parameters, maximumIterations, cost, initial, listener);
    LimitedMemory pairs = new LimitedMemory(memory);
    Optional<String> reason = descent.converged();
    while (reason.isEmpty()) {
      if (pairs.initialScale() <= 0) {
        return descent.result("The diagonal matrix is invalid.");
      }
      double[] before = descent.gradient().clone();
      double[] direction = new double[before.length];
      for (int i = 0; i < direction.length; i++) {
        direction[i] = -before[i];
      }
      pairs.multiply(direction);
      if (pairs.isEmpty()) {
        double length = Vectors.norm(before);
        for (int i = 0; i < direction.length; i++) {
          direction[i] /= length;
        }
      }
      if (!descent.search(direction)) {
        return descent.result(LineSearchDescent.LINE_SEARCH_ERROR);
      }
      pairs.add(step(descent, direction), change(descent, before));
      descent.report();
      if (descent.stepLength() < Math.ulp(1.0)) {
        return descent.result("The last step size was (nearly) zero.");
      }
      reason = descent.convergedAfterSearch();
      descent.nextIteration();
    }
    return descent.result(reason.get());
  }

  private static double[] step(LineSearchDescent descent, double[] direction) {
    double[] step = new double[direction.length];
    for (int i = 0; i < step.length; i++) {
      step[i] = descent.stepLength() * direction[i];
    }
    return step;
  }

  private static double[] change(LineSearchDescent descent, double[] before) {
    double[] change = new double[before.length];
    for (int i = 0; i < change.length; i++) {
      change[i] = descent.gradient()[i] - before[i];
    }
    return change;
  }
}
