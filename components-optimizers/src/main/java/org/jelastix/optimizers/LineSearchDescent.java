package org.jelastix.optimizers;

import java.util.Optional;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.parameter.ComponentParameters;

/**
 * The part that quasi-Newton and conjugate gradient methods have in common: a position that moves
 * by line searches, its table, and the tests whether to stop.
 */
final class LineSearchDescent {
  static final String LINE_SEARCH_ERROR = "Error in LineSearch.";

  private final ScaledCost cost;
  private final OptimizationListener listener;
  private final IterationTable table;
  private final int maximumIterations;
  private final double gradientTolerance;
  private final boolean reportLineSearch;
  private final boolean stopWithoutWolfe;
  private final boolean newSamples;
  private MoreThuenteLineSearch search;
  private final double[] position;
  private final double[] gradient;
  private double value;
  private double stepLength;
  private int iteration;

  LineSearchDescent(
      ComponentParameters parameters,
      int maximumIterations,
      ScaledCost cost,
      double[] initial,
      OptimizationListener listener) {
    this.cost = cost;
    this.listener = listener;
    this.table = new IterationTable(listener, cost);
    this.maximumIterations = maximumIterations;
    this.gradientTolerance = parameters.get(LineSearchParameters.GRADIENT_MAGNITUDE_TOLERANCE);
    this.reportLineSearch = parameters.get(LineSearchParameters.GENERATE_LINE_SEARCH_ITERATIONS);
    this.stopWithoutWolfe = parameters.get(LineSearchParameters.STOP_IF_WOLFE_NOT_SATISFIED);
    this.newSamples = parameters.get(OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION);
    this.search = new MoreThuenteLineSearch(LineSearchParameters.settings(parameters));
    this.position = cost.scale(initial);
    this.gradient = new double[position.length];
    this.value = cost.valueAndGradient(position, gradient);
  }

  double value() {
    return value;
  }

  /** Not to be written to; overwritten by the next search. */
  double[] gradient() {
    return gradient;
  }

  double stepLength() {
    return stepLength;
  }

  OptimizationResult result(String stopCondition) {
    return new OptimizationResult(cost.unscale(position), value, stopCondition);
  }

  /** From the next search on. */
  void useSettings(MoreThuenteLineSearch.Settings settings) {
    search = new MoreThuenteLineSearch(settings);
  }

  /** Why to stop before the first search, if at all. */
  Optional<String> converged() {
    if (iteration + 1 >= maximumIterations) {
      return Optional.of(GradientDescentLoop.ITERATIONS_DONE);
    }
    double size = Math.max(1.0, Vectors.norm(position));
    if (Vectors.norm(gradient) / size <= gradientTolerance) {
      return Optional.of("The gradient magnitude has (nearly) vanished.");
    }
    return Optional.empty();
  }

  /** Why to stop after a search, if at all. */
  Optional<String> convergedAfterSearch() {
    Optional<String> reason = converged();
    if (reason.isEmpty()
        && stopWithoutWolfe
        && !(search.sufficientDecrease() && search.curvature())) {
      return Optional.of("Wolfe conditions are not satisfied.");
    }
    return reason;
  }

  /**
   * Moves along a direction to where a line search ends.
   *
   * @return false if the cost function failed at a place that was tried; the position is then as
   *     before
   * @throws RegistrationException if the cost function fails at the present position too
   */
  boolean search(double[] direction) {
    try {
      search.search(
          cost,
          position,
          value,
          gradient,
          direction,
          start -> {
            if (reportLineSearch) {
              reportSearch(start);
            }
          });
    } catch (RegistrationException e) {
      cost.value(position);
      listener.note("ERROR: " + e.getMessage());
      listener.note("The error is ignored and convergence is assumed.");
      stepLength = 0;
      return false;
    }
    stepLength = search.stepLength();
    value = search.value();
    System.arraycopy(search.position(), 0, position, 0, position.length);
    System.arraycopy(search.gradient(), 0, gradient, 0, gradient.length);
    return true;
  }

  /** Reports an iteration, and evaluates the function anew if its samples change. */
  void report() {
    add(
        Integer.valueOf(search.iteration()),
        value,
        stepLength,
        gradient,
        position,
        "Main",
        search.stop().text());
    if (newSamples) {
      cost.selectNewSamples();
      value = cost.valueAndGradient(position, gradient);
    }
  }

  void nextIteration() {
    iteration++;
  }

  private void reportSearch(boolean start) {
    add(
        start ? "start" : Integer.valueOf(search.iteration()),
        search.value(),
        search.stepLength(),
        search.gradient(),
        search.position(),
        "LineOptimizing",
        "---");
  }

  private void add(
      Object lineIteration,
      double rowValue,
      double rowStep,
      double[] rowGradient,
      double[] rowPosition,
      String phase,
      String stop) {
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
        Vectors.norm(rowGradient),
        "4b:||SearchDir||",
        search.directionLength(),
        "4c:DirGradient",
        search.slope(),
        "5:Phase",
        phase,
        "6a:Wolfe1",
        Boolean.toString(search.sufficientDecrease()),
        "6b:Wolfe2",
        Boolean.toString(search.curvature()),
        "7:LinSrchStopCondition",
        stop);
  }
}
