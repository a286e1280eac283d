package org.jelastix.optimizers;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.OptimizerContext;

/**
 * Powell's method: line searches along a set of directions, one of which is replaced by the
 * direction of the whole iteration where that pays off. Needs no derivatives.
 *
 * <p>Directions live in scaled space: a step t along d moves μᵢ by t dᵢ / σᵢ.
 *
 * <p>Written here and not taken from commons-math, whose line searches have neither a first step
 * length nor a step tolerance: those decide where elastix's Powell ends.
 */
final class Powell implements Optimizer {
  private static final int LINE_ITERATIONS = 100;

  private final double[] scales;
  private final double valueTolerance;
  private final double stepLength;
  private final double stepTolerance;
  private final int maximumIterations;

  Powell(OptimizerContext context) {
    ComponentParameters parameters = context.parameters();
    double factor = Math.pow(2.0, parameters.resolution());
    this.scales = context.scales();
    this.valueTolerance = parameters.get(PowellProvider.VALUE_TOLERANCE);
    this.stepLength = parameters.find(PowellProvider.MAXIMUM_STEP_LENGTH).orElse(16.0 / factor);
    this.stepTolerance = parameters.find(PowellProvider.STEP_TOLERANCE).orElse(0.5 / factor);
    this.maximumIterations = parameters.get(PowellProvider.MAXIMUM_NUMBER_OF_ITERATIONS);
  }

  @Override
  public OptimizationResult optimize(
      CostFunction cost, double[] initial, OptimizationListener listener) {
    return new Run(cost, initial, listener).run();
  }

  /** One optimisation: a position that moves by line searches. */
  private final class Run {
    private final CostFunction cost;
    private final IterationTable table;
    private final int n;
    private final double[] sigma;
    private final double[] position;
    private final double[] trial;
    private double value;

    Run(CostFunction cost, double[] initial, OptimizationListener listener) {
      this.cost = cost;
      this.table = new IterationTable(listener, ScaledCost.unscaled(cost));
      this.n = initial.length;
      this.sigma = scales.length == n ? scales : ones(n);
      this.position = initial.clone();
      this.trial = new double[n];
    }

    OptimizationResult run() {
      double[][] directions = new double[n][n];
      for (int i = 0; i < n; i++) {
        directions[i][i] = 1;
      }
      double[] before = position.clone();
      value = cost.value(position);
      for (int k = 0; k <= maximumIterations; k++) {
        double start = value;
        int steepest = 0;
        double largest = 0;
        for (int i = 0; i < n; i++) {
          double previous = value;
          search(directions[i], stepLength);
          if (Math.abs(previous - value) > largest) {
            largest = Math.abs(previous - value);
            steepest = i;
          }
        }
        double size = Math.abs(start) + Math.abs(value);
        if (2.0 * Math.abs(start - value) <= valueTolerance * size) {
          return result(
              "Powell: Cost function values at the current parameter ("
                  + GeneralFormat.text(value)
                  + ") and at the local extrema ("
                  + GeneralFormat.text(start)
                  + ") are within Value Tolerance ("
                  + GeneralFormat.text(valueTolerance)
                  + ").");
        }
        double[] whole = new double[n];
        for (int i = 0; i < n; i++) {
          trial[i] = 2.0 * position[i] - before[i];
          whole[i] = (position[i] - before[i]) * sigma[i];
          before[i] = position[i];
        }
        double beyond = cost.value(trial);
        if (beyond < start && replacementPays(start, value, beyond, largest)) {
          double step = search(whole, 1);
          for (int i = 0; i < n; i++) {
            directions[steepest][i] = step * whole[i];
          }
        }
        table.add(
            value, position, "2:Metric", value, "3:StepSize", stepLength, "4:||Gradient||", "");
      }
      return result(
          "Powell: Maximum number of iterations exceeded. Number of iterations is "
              + maximumIterations
              + ".");
    }

    private boolean replacementPays(double start, double end, double beyond, double largest) {
      double a = start - end - largest;
      double b = start - beyond;
      return 2.0 * (start - 2.0 * end + beyond) * a * a - largest * b * b < 0;
    }

    private OptimizationResult result(String stop) {
      return new OptimizationResult(position, value, stop);
    }

    /** Moves to the minimum along a direction and returns how far that was. */
    private double search(double[] direction, double firstStep) {
      DoubleUnaryOperator line =
          t -> {
            for (int i = 0; i < n; i++) {
              trial[i] = position[i] + t * direction[i] / sigma[i];
            }
            return cost.value(trial);
          };
      BrentLineSearch search = new BrentLineSearch(line, stepTolerance, LINE_ITERATIONS);
      BrentLineSearch.Minimum minimum = search.minimize(search.bracket(0, value, firstStep));
      for (int i = 0; i < n; i++) {
        position[i] += minimum.step() * direction[i] / sigma[i];
      }
      value = minimum.value();
      return minimum.step();
    }
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1.0);
    return ones;
  }
}
