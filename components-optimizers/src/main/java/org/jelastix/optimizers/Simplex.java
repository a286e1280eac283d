package org.jelastix.optimizers;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.OptimizerContext;

/**
 * The downhill simplex method of Nelder and Mead over yᵢ = σᵢ μᵢ (the scales as they are, not their
 * roots).
 *
 * <p>Each step replaces the worst corner w by a point on the line through the mean m of the others:
 * the reflection 2m − w; if that is the best of all, an expansion 2·reflection − m if better than
 * the best; if the reflection is not better than the second worst, the point halfway between m and
 * the better of w and the reflection if better than the best, and otherwise all corners move
 * halfway to the best. Every evaluation is a row of the table; those of the first simplex do not
 * count for the limit of iterations.
 *
 * <p>Written here and not taken from commons-math, whose contractions are accepted by other rules
 * and whose first simplex and limits cannot be set as elastix's parameters ask.
 */
final class Simplex implements Optimizer {
  private static final double PARAMETER_TOLERANCE = 1e-8;
  private static final double RELATIVE_SIZE = 0.05;
  private static final double SMALL = 0.00025;

  private final double[] scales;
  private final double valueTolerance;
  private final int maximumIterations;
  private final boolean automaticSimplex;
  private final List<Double> delta;

  Simplex(OptimizerContext context) {
    ComponentParameters parameters = context.parameters();
    this.scales = context.scales();
    this.valueTolerance = parameters.get(SimplexProvider.VALUE_TOLERANCE);
    this.maximumIterations = parameters.get(SimplexProvider.MAXIMUM_NUMBER_OF_ITERATIONS);
    this.automaticSimplex = parameters.get(SimplexProvider.AUTOMATIC_INITIAL_SIMPLEX);
    this.delta = parameters.list(SimplexProvider.INITIAL_SIMPLEX_DELTA);
  }

  @Override
  public OptimizationResult optimize(
      CostFunction cost, double[] initial, OptimizationListener listener) {
    return new Run(cost, initial, listener).run();
  }

  private record Corner(double[] y, double value) {}

  private final class Run {
    private final CostFunction cost;
    private final IterationTable table;
    private final int n;
    private final double[] sigma;
    private final double[] start;
    private final double[] parameters;
    private int evaluations;

    Run(CostFunction cost, double[] initial, OptimizationListener listener) {
      this.cost = cost;
      this.table = new IterationTable(listener, ScaledCost.unscaled(cost));
      this.n = initial.length;
      this.sigma = new double[n];
      Arrays.fill(sigma, 1.0);
      if (scales.length == n) {
        System.arraycopy(scales, 0, sigma, 0, n);
      }
      this.start = new double[n];
      for (int i = 0; i < n; i++) {
        start[i] = initial[i] * sigma[i];
      }
      this.parameters = new double[n];
    }

    OptimizationResult run() {
      Corner[] corners = firstSimplex();
      while (evaluations < maximumIterations && !converged(corners)) {
        step(corners);
        Arrays.sort(corners, Comparator.comparingDouble(Corner::value));
      }
      String stop =
          evaluations < maximumIterations
              ? "Simplex: Both parameters convergence tolerance ("
                  + GeneralFormat.text(PARAMETER_TOLERANCE)
                  + ") and function convergence tolerance ("
                  + GeneralFormat.text(valueTolerance)
                  + ") have been met in "
                  + evaluations
                  + " iterations.."
              : "Simplex: Maximum number of iterations exceeded. Number of iterations is "
                  + maximumIterations
                  + ".";
      double value = evaluate(corners[0].y).value;
      return new OptimizationResult(parameters.clone(), value, stop);
    }

    private Corner[] firstSimplex() {
      Corner[] corners = new Corner[n + 1];
      corners[0] = evaluate(start);
      for (int i = 0; i < n; i++) {
        double[] y = start.clone();
        y[i] += size(i);
        corners[i + 1] = evaluate(y);
      }
      Arrays.sort(corners, Comparator.comparingDouble(Corner::value));
      return corners;
    }

    private double size(int i) {
      if (automaticSimplex) {
        return Math.abs(start[i]) > SMALL ? RELATIVE_SIZE * start[i] : SMALL;
      }
      return i < delta.size() ? delta.get(i) : 1.0;
    }

    private boolean converged(Corner[] corners) {
      double diameter = 0;
      for (int c = 0; c < n; c++) {
        for (int i = 0; i < n; i++) {
          diameter = Math.max(diameter, Math.abs(corners[c].y[i] - corners[c + 1].y[i]));
        }
      }
      return diameter < PARAMETER_TOLERANCE && corners[n].value - corners[0].value < valueTolerance;
    }

    private void step(Corner[] corners) {
      double[] mean = new double[n];
      for (int i = 0; i < n; i++) {
        for (int c = 0; c < n; c++) {
          mean[i] += corners[c].y[i];
        }
        mean[i] /= n;
      }
      double best = corners[0].value;
      Corner reflection = on(mean, corners[n].y, -1);
      if (reflection.value < corners[n - 1].value) {
        Corner next = reflection;
        if (reflection.value < best) {
          Corner expansion = on(mean, reflection.y, 2);
          next = expansion.value < best ? expansion : reflection;
        }
        corners[n] = next;
        return;
      }
      Corner worst = reflection.value < corners[n].value ? reflection : corners[n];
      Corner contraction = on(mean, worst.y, 0.5);
      if (contraction.value < best) {
        corners[n] = contraction;
        return;
      }
      for (int c = 1; c <= n; c++) {
        corners[c] = on(corners[0].y, corners[c].y, 0.5);
      }
    }

    /** The point (1 − t) a + t b. */
    private Corner on(double[] a, double[] b, double t) {
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        y[i] = (1 - t) * a[i] + t * b[i];
      }
      evaluations++;
      return evaluate(y);
    }

    private Corner evaluate(double[] y) {
      for (int i = 0; i < n; i++) {
        parameters[i] = y[i] / sigma[i];
      }
      double value = cost.value(parameters);
      table.add(value, parameters, "2:Metric", value, "3:StepSize", "", "4:||Gradient||", "");
      return new Corner(y, value);
    }
  }
}
