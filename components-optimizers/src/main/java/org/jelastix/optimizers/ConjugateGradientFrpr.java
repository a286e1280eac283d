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
 * Conjugate gradients by Polak and Ribière with {@link BrentLineSearch}es, which use values only.
 *
 * <p>A step t along d moves μᵢ by t dᵢ / σᵢ. After an iteration that hardly changes the value, one
 * entry of the gradient after the other is set to 1 to leave the direction; the optimizer stops
 * when this has been tried with all.
 */
final class ConjugateGradientFrpr implements Optimizer {
  private static final double TINY = 1e-20;

  private final double[] scales;
  private final boolean newSamples;
  private final int maximumIterations;
  private final int lineIterations;
  private final double stepLength;
  private final double valueTolerance;
  private final double stepTolerance;

  ConjugateGradientFrpr(OptimizerContext context) {
    ComponentParameters parameters = context.parameters();
    this.scales = context.scales();
    this.newSamples = parameters.get(OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION);
    this.maximumIterations =
        parameters.get(ConjugateGradientFrprProvider.MAXIMUM_NUMBER_OF_ITERATIONS);
    this.lineIterations =
        parameters.get(LineSearchParameters.MAXIMUM_NUMBER_OF_LINE_SEARCH_ITERATIONS);
    this.stepLength = parameters.get(LineSearchParameters.STEP_LENGTH);
    this.valueTolerance = parameters.get(ConjugateGradientFrprProvider.VALUE_TOLERANCE);
    this.stepTolerance = parameters.get(ConjugateGradientFrprProvider.LINE_SEARCH_STEP_TOLERANCE);
  }

  @Override
  public OptimizationResult optimize(
      CostFunction cost, double[] initial, OptimizationListener listener) {
    return new Run(cost, initial, listener).run();
  }

  private final class Run {
    private final CostFunction cost;
    private final IterationTable table;
    private final int n;
    private final double[] sigma;
    private final double[] position;
    private final double[] gradient;
    private double value;
    private double step;
    private int iteration;
    private int lineIteration;

    Run(CostFunction cost, double[] initial, OptimizationListener listener) {
      this.cost = cost;
      this.table = new IterationTable(listener, ScaledCost.unscaled(cost));
      this.n = initial.length;
      this.position = initial.clone();
      this.gradient = new double[n];
      if (scales.length == n) {
        this.sigma = scales;
      } else {
        this.sigma = new double[n];
        Arrays.fill(sigma, 1.0);
      }
    }

    OptimizationResult run() {
      double before = evaluate();
      double[] descent = negative(gradient);
      double[] direction = descent.clone();
      int flat = 0;
      for (iteration = 0; iteration <= maximumIterations; iteration++) {
        value = before;
        double length = Vectors.norm(direction);
        search(direction, length);
        double size = Math.abs(value) + Math.abs(before) + TINY;
        boolean hardlyChanged = 2.0 * Math.abs(value - before) <= valueTolerance * size;
        if (hardlyChanged && flat == n) {
          return result("Almost no decrease in function value anymore.");
        }
        before = evaluate();
        double gradientLength = Vectors.norm(gradient);
        if (hardlyChanged) {
          gradient[flat++] = 1;
        } else {
          flat = 0;
        }
        double squares = 0;
        double changes = 0;
        for (int i = 0; i < n; i++) {
          squares += descent[i] * descent[i];
          changes += (gradient[i] + descent[i]) * gradient[i];
        }
        if (squares == 0) {
          return result("The gradient magnitude has (nearly) vanished.");
        }
        double beta = changes / squares;
        for (int i = 0; i < n; i++) {
          descent[i] = -gradient[i];
          direction[i] = descent[i] + beta * direction[i];
        }
        row("Main", value, position, length, step, gradientLength);
      }
      return result(GradientDescentLoop.ITERATIONS_DONE);
    }

    private double evaluate() {
      if (newSamples) {
        cost.selectNewSamples();
      }
      return cost.valueAndGradient(position, gradient);
    }

    private void search(double[] direction, double length) {
      double[] trial = new double[n];
      DoubleUnaryOperator line =
          t -> {
            for (int i = 0; i < n; i++) {
              trial[i] = position[i] + t * direction[i] / sigma[i];
            }
            return cost.value(trial);
          };
      BrentLineSearch search = new BrentLineSearch(line, stepTolerance, lineIterations);
      BrentLineSearch.Bracket bracket = search.bracket(0, value, stepLength);
      for (int i = 0; i < n; i++) {
        trial[i] = position[i] + bracket.inside() * direction[i] / sigma[i];
      }
      row("LineBracketing", bracket.value(), trial, length, bracket.inside(), "---");
      BrentLineSearch.Minimum minimum = search.minimize(bracket);
      lineIteration = search.iterations();
      step = minimum.step();
      value = minimum.value();
      for (int i = 0; i < n; i++) {
        position[i] += step * direction[i] / sigma[i];
      }
    }

    private void row(
        String phase,
        double rowValue,
        double[] rowPosition,
        double length,
        double rowStep,
        Object gradientLength) {
      table.add(
          rowValue,
          rowPosition,
          "1a:SrchDirNr",
          iteration,
          "1b:LineItNr",
          lineIteration,
          "2:Metric",
          rowValue,
          "3:StepLength",
          rowStep,
          "4a:||Gradient||",
          gradientLength,
          "4b:||SearchDir||",
          length,
          "5:Phase",
          phase);
    }

    private OptimizationResult result(String stop) {
      return new OptimizationResult(position, value, stop);
    }
  }

  private static double[] negative(double[] vector) {
    double[] negative = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      negative[i] = -vector[i];
    }
    return negative;
  }
}
