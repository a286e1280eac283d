package org.jelastix.optimizers;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.random.RandomStream;
import org.jelastix.api.spi.OptimizerContext;

/**
 * Evolution strategy with covariance matrix adaptation over scaled parameters.
 *
 * <p>An iteration draws λ offspring y + σ B D z, z ~ N(0, I), moves y to the weighted mean of the μ
 * best, and adapts σ by the conjugate evolution path and C = B D² Bᵀ by the evolution path and the
 * μ best.
 *
 * <p>Written here because the parameters ask for things that commons-math's optimizer of this kind
 * does not have: presets of the weights, a decaying σ, limits of the deviations, the period of the
 * decomposition, no adaptation at all, and draws from the shared stream.
 */
final class CmaEvolutionStrategy implements Optimizer {
  private static final double LARGEST_CONDITION = 1e10;
  private static final int ATTEMPTS = 10;

  private final OptimizerContext context;
  private final ComponentParameters parameters;
  private final int maximumIterations;
  private final int population;
  private final double[] weights;
  private final double effectiveParents;

  CmaEvolutionStrategy(OptimizerContext context) {
    this.context = context;
    this.parameters = context.parameters();
    int n = context.transform().parameterCount();
    this.maximumIterations =
        parameters.get(CmaEvolutionStrategyProvider.MAXIMUM_NUMBER_OF_ITERATIONS);
    int size = parameters.get(CmaEvolutionStrategyProvider.POPULATION_SIZE);
    this.population = size == 0 ? 4 + (int) Math.floor(3.0 * Math.log(n)) : size;
    int parents = parameters.get(CmaEvolutionStrategyProvider.NUMBER_OF_PARENTS);
    parents = parents == 0 ? population / 2 : parents;
    if (parents < 1 || parents > population) {
      throw parameters.error(
          CmaEvolutionStrategyProvider.NUMBER_OF_PARENTS,
          "makes " + parents + " parents; needs 1 to " + population + ", the population size");
    }
    this.weights = weights(parents);
    this.effectiveParents = 1.0 / Vectors.dot(weights, weights);
    if (effectiveParents >= population) {
      throw parameters.error(
          CmaEvolutionStrategyProvider.NUMBER_OF_PARENTS,
          "leaves no selection: as many effective parents as offspring, " + population);
    }
  }

  private double[] weights(int parents) {
    String preset = parameters.get(CmaEvolutionStrategyProvider.RECOMBINATION_WEIGHTS_PRESET);
    double[] w = new double[parents];
    double sum = 0;
    for (int i = 0; i < parents; i++) {
      switch (preset) {
        case "linear":
          w[i] = parents - i;
          break;
        case "superlinear":
          w[i] = Math.log(parents + 1.0) - Math.log(i + 1.0);
          break;
        default:
          w[i] = 1;
          break;
      }
      sum += w[i];
    }
    for (int i = 0; i < parents; i++) {
      w[i] /= sum;
    }
    return w;
  }

  @Override
  public OptimizationResult optimize(
      CostFunction function, double[] initial, OptimizationListener listener) {
    return new Run(ScaledCost.of(function, context.scales()), initial, listener).run();
  }

  private record Offspring(double value, double[] normal, double[] step) {}

  private final class Run {
    private final ScaledCost cost;
    private final RandomStream random = context.random();
    private final int n;
    private final double initialSigma = parameters.get(CmaEvolutionStrategyProvider.STEP_LENGTH);
    private final double[] position;
    private final double[] step;
    private final double[] normalStep;
    private final double[] path;
    private final double[] conjugatePath;
    private final double[][] b;
    private final double[][] c;
    private final double[] d;
    private final Deque<Double> history = new ArrayDeque<>();
    private final double conjugateRate;
    private final double damping;
    private final double covarianceRate;
    private final double pathRate;
    private final double expectedNorm;
    private final int historyLength;
    private final int period;
    private final boolean adaptCovariance;
    private final OptimizationListener listener;
    private double sigma = initialSigma;
    private double value;
    private boolean pathIsShort;
    private double largestRoot = 1;
    private double smallestRoot = 1;
    private int iteration;

    Run(ScaledCost cost, double[] initial, OptimizationListener listener) {
      this.cost = cost;
      this.listener = listener;
      this.n = initial.length;
      this.position = cost.scale(initial);
      this.step = new double[n];
      this.normalStep = new double[n];
      this.path = new double[n];
      this.conjugatePath = new double[n];
      double mu = effectiveParents;
      this.conjugateRate = (mu + 2.0) / (n + mu + 3.0);
      this.damping =
          conjugateRate
              + (1.0 + 2.0 * Math.max(0.0, Math.sqrt((mu - 1.0) / (n + 1.0)) - 1.0))
                  * Math.max(0.3, 1.0 - n / (double) maximumIterations);
      double root = n + Math.sqrt(2.0);
      this.covarianceRate =
          2.0 / mu / (root * root)
              + (1.0 - 1.0 / mu) * Math.min(1.0, (2.0 * mu - 1.0) / ((n + 2.0) * (n + 2.0) + mu));
      int asked = parameters.get(CmaEvolutionStrategyProvider.UPDATE_BD_PERIOD);
      this.period =
          Math.max(1, asked == 0 ? (int) Math.floor(1.0 / covarianceRate / n / 10.0) : asked);
      this.adaptCovariance =
          parameters.get(CmaEvolutionStrategyProvider.USE_COVARIANCE_MATRIX_ADAPTATION)
              && period < maximumIterations;
      this.pathRate = 4.0 / (n + 4.0);
      this.expectedNorm = Math.sqrt(n) * (1.0 - 1.0 / (4.0 * n) + 1.0 / (21.0 * n * n));
      this.historyLength = Math.min(maximumIterations, 10 + (int) Math.ceil(30.0 * n / population));
      int side = adaptCovariance ? n : 0;
      this.b = new double[side][side];
      this.c = new double[side][side];
      this.d = new double[side];
      for (int i = 0; i < side; i++) {
        b[i][i] = 1;
        c[i][i] = 1;
        d[i] = 1;
      }
    }

    OptimizationResult run() {
      noteSettings();
      IterationTable table = new IterationTable(listener, cost);
      boolean newSamples = parameters.get(OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION);
      value = cost.value(position);
      Optional<String> reason = convergedBeforeStart();
      while (reason.isEmpty()) {
        Offspring[] offspring = draw();
        Arrays.sort(offspring, Comparator.comparingDouble(Offspring::value));
        history.addFirst(offspring[0].value);
        if (history.size() > historyLength) {
          history.removeLast();
        }
        recombine(offspring);
        value = cost.value(position);
        table.add(
            value,
            position,
            "2:Metric",
            value,
            "3:StepLength",
            sigma * largestRoot,
            "4:||Step||",
            Vectors.norm(step),
            "5a:Sigma",
            sigma,
            "5b:MaximumD",
            largestRoot,
            "5c:MinimumD",
            smallestRoot);
        if (newSamples) {
          cost.selectNewSamples();
        }
        updatePaths();
        updateCovariance(offspring);
        updateSigma();
        decompose();
        fixNumbers(offspring);
        reason = converged();
        iteration++;
      }
      return new OptimizationResult(cost.unscale(position), value, reason.get());
    }

    private void noteSettings() {
      listener.note("The CMAEvolutionStrategy optimizer uses the following settings:");
      listener.note("PopulationSize = " + population);
      listener.note("NumberOfParents = " + weights.length);
      listener.note("UseCovarianceMatrixAdaptation = " + (adaptCovariance ? 1 : 0));
      listener.note("UpdateBDPeriod = " + period);
      listener.note("");
    }

    private Offspring[] draw() {
      Offspring[] offspring = new Offspring[population];
      double[] trial = new double[n];
      int failures = 0;
      int k = 0;
      while (k < population) {
        double[] normal = new double[n];
        for (int i = 0; i < n; i++) {
          normal[i] = random.nextNormal(0.0, 1.0);
        }
        double[] move = adaptCovariance ? multiply(b, scaled(normal)) : normal.clone();
        for (int i = 0; i < n; i++) {
          move[i] *= sigma;
          trial[i] = position[i] + move[i];
        }
        try {
          offspring[k] = new Offspring(cost.value(trial), normal, move);
          failures = 0;
          k++;
        } catch (RegistrationException e) {
          if (++failures > ATTEMPTS) {
            throw e;
          }
        }
      }
      return offspring;
    }

    private double[] scaled(double[] normal) {
      double[] result = new double[n];
      for (int i = 0; i < n; i++) {
        result[i] = d[i] * normal[i];
      }
      return result;
    }

    private void recombine(Offspring[] offspring) {
      Arrays.fill(step, 0);
      Arrays.fill(normalStep, 0);
      for (int m = 0; m < weights.length; m++) {
        for (int i = 0; i < n; i++) {
          step[i] += weights[m] * offspring[m].step[i];
          normalStep[i] += weights[m] * offspring[m].normal[i];
        }
      }
      for (int i = 0; i < n; i++) {
        position[i] += step[i];
      }
    }

    private void updatePaths() {
      double factor = Math.sqrt(conjugateRate * (2.0 - conjugateRate) * effectiveParents);
      double[] turned = adaptCovariance ? multiply(b, normalStep) : normalStep;
      for (int i = 0; i < n; i++) {
        conjugatePath[i] = (1.0 - conjugateRate) * conjugatePath[i] + factor * turned[i];
      }
      double bias = Math.sqrt(1.0 - Math.pow(1.0 - conjugateRate, 2 * (iteration + 1)));
      double relative = Vectors.norm(conjugatePath) / bias / expectedNorm;
      pathIsShort = relative < 1.5 + 1.0 / (n - 0.5);
      double pathFactor =
          pathIsShort ? Math.sqrt(pathRate * (2.0 - pathRate) * effectiveParents) / sigma : 0;
      for (int i = 0; i < n; i++) {
        path[i] = (1.0 - pathRate) * path[i] + pathFactor * step[i];
      }
    }

    private void updateCovariance(Offspring[] offspring) {
      if (!adaptCovariance) {
        return;
      }
      double keep = 1.0 - covarianceRate;
      if (!pathIsShort) {
        keep += covarianceRate * pathRate * (2.0 - pathRate) / effectiveParents;
      }
      double rankOne = covarianceRate / effectiveParents;
      double rankMu = covarianceRate * (1.0 - 1.0 / effectiveParents);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double sum = keep * c[i][j] + rankOne * path[i] * path[j];
          for (int m = 0; m < weights.length; m++) {
            double[] move = offspring[m].step;
            sum += rankMu * weights[m] * (move[i] / sigma) * (move[j] / sigma);
          }
          c[i][j] = sum;
        }
      }
    }

    private void updateSigma() {
      if (parameters.get(CmaEvolutionStrategyProvider.USE_DECAYING_SIGMA)) {
        double offset = parameters.get(CmaEvolutionStrategyProvider.SP_A_OFFSET);
        double alpha = parameters.get(CmaEvolutionStrategyProvider.SP_ALPHA);
        sigma *= Math.pow((offset + iteration) / (offset + iteration + 1.0), alpha);
      } else {
        double excess = Vectors.norm(conjugatePath) / expectedNorm - 1.0;
        sigma *= Math.exp(excess * conjugateRate / damping);
      }
    }

    /** C = B D² Bᵀ, eigenvalues from small to large, with a limited condition number. */
    private void decompose() {
      if (!adaptCovariance || (iteration + 1) % period != 0) {
        return;
      }
      double[][] symmetric = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          symmetric[i][j] = i <= j ? c[i][j] : c[j][i];
        }
      }
      EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(symmetric, false));
      double[] descending = eigen.getRealEigenvalues();
      for (int k = 0; k < n; k++) {
        d[k] = descending[n - 1 - k];
        double[] vector = eigen.getEigenvector(n - 1 - k).toArray();
        for (int i = 0; i < n; i++) {
          b[i][k] = vector[i];
        }
      }
      if (d[0] < 0) {
        for (int k = 0; k < n; k++) {
          d[k] = Math.max(d[k], 0);
        }
        addToDiagonal(d[n - 1] / LARGEST_CONDITION);
      }
      if (d[n - 1] > d[0] * LARGEST_CONDITION) {
        addToDiagonal(d[n - 1] / LARGEST_CONDITION - d[0]);
      }
      for (int k = 0; k < n; k++) {
        d[k] = Math.sqrt(d[k]);
      }
      smallestRoot = d[0];
      largestRoot = d[n - 1];
    }

    private void addToDiagonal(double amount) {
      for (int i = 0; i < n; i++) {
        c[i][i] += amount;
        d[i] += amount;
      }
    }

    private double deviation(int i) {
      return adaptCovariance ? Math.sqrt(c[i][i]) : 1.0;
    }

    /** Keeps deviations in their limits and above the precision of the parameters. */
    private void fixNumbers(Offspring[] offspring) {
      double grow = Math.exp(0.05 + conjugateRate / damping);
      double growMore = Math.exp(0.2 + conjugateRate / damping);
      double maximum =
          parameters
              .find(CmaEvolutionStrategyProvider.MAXIMUM_DEVIATION)
              .orElse(
                  10.0
                      * parameters.get(CmaEvolutionStrategyProvider.POSITION_TOLERANCE_MAX)
                      * initialSigma);
      double minimum = parameters.get(CmaEvolutionStrategyProvider.MINIMUM_DEVIATION);
      boolean tooSmall = false;
      for (int i = 0; i < n; i++) {
        sigma = Math.min(sigma, maximum / deviation(i));
      }
      for (int i = 0; i < n; i++) {
        if (sigma * deviation(i) < minimum) {
          sigma = minimum / deviation(i);
          tooSmall = true;
        }
      }
      if (tooSmall) {
        sigma *= grow;
      }
      boolean withoutEffect = false;
      for (int i = 0; i < n; i++) {
        if (position[i] == position[i] + 0.2 * sigma * deviation(i)) {
          withoutEffect = true;
          if (adaptCovariance) {
            c[i][i] *= 1.0 + covarianceRate;
          } else {
            sigma *= Math.sqrt(1.0 + covarianceRate);
          }
        }
      }
      if (withoutEffect) {
        sigma *= grow;
      }
      if (axisWithoutEffect((iteration + 1) % n)) {
        sigma *= growMore;
      }
      int other = Math.min(population - 1, (int) Math.ceil(0.1 + population / 4.0));
      if (offspring[0].value == offspring[other].value) {
        sigma *= growMore;
      }
      if (history.size() > 1 && historyRange() == 0) {
        sigma *= growMore;
      }
    }

    private boolean axisWithoutEffect(int axis) {
      if (!adaptCovariance) {
        return position[axis] == position[axis] + 0.1 * sigma;
      }
      for (int i = 0; i < n; i++) {
        if (position[i] != position[i] + 0.1 * sigma * d[axis] * b[i][axis]) {
          return false;
        }
      }
      return true;
    }

    private double historyRange() {
      return Collections.max(history) - Collections.min(history);
    }

    private Optional<String> convergedBeforeStart() {
      if (iteration + 1 >= maximumIterations) {
        return Optional.of(GradientDescentLoop.ITERATIONS_DONE);
      }
      double limit =
          parameters.get(CmaEvolutionStrategyProvider.POSITION_TOLERANCE_MAX) * initialSigma;
      for (int i = 0; i < n; i++) {
        if (sigma * deviation(i) > limit) {
          return Optional.of("The maximum step length condition has been reached.");
        }
      }
      double largest = adaptCovariance ? Arrays.stream(d).max().orElse(0) : 1.0;
      return sigma * largest <= 0 ? Optional.of("The step length is 0.") : Optional.empty();
    }

    private Optional<String> converged() {
      Optional<String> reason = convergedBeforeStart();
      if (reason.isPresent()) {
        return reason;
      }
      double limit =
          parameters.get(CmaEvolutionStrategyProvider.POSITION_TOLERANCE_MIN) * initialSigma;
      boolean small = true;
      for (int i = 0; i < n; i++) {
        small &= !(sigma * Math.max(Math.abs(path[i]), deviation(i)) > limit);
      }
      if (small) {
        return Optional.of("The minimum step length condition has been reached.");
      }
      if (history.size() > 10
          && historyRange() < parameters.get(CmaEvolutionStrategyProvider.VALUE_TOLERANCE)) {
        return Optional.of("Almost no decrease in function value anymore.");
      }
      return Optional.empty();
    }
  }

  private static double[] multiply(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = Vectors.dot(matrix[i], vector);
    }
    return product;
  }
}
