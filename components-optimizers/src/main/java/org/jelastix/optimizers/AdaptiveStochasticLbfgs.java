package org.jelastix.optimizers;

import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.OptimizerContext;

/**
 * Stochastic gradient descent that turns into a stochastic quasi-Newton method.
 *
 * <p>The first 2L iterations are adaptive stochastic gradient descent. After every L iterations the
 * mean position of those is compared with the mean before: the step between the means and the
 * difference of the gradients there, at the same samples, go into a {@link LimitedMemory}. From
 * iteration 2L on, steps follow −H g, with a step size that is estimated every L iterations from
 * the displacements that −H g causes.
 */
final class AdaptiveStochasticLbfgs implements Optimizer {
  private final OptimizerContext context;
  private final ComponentParameters parameters;
  private final double maximumStep;

  AdaptiveStochasticLbfgs(OptimizerContext context) {
    this.context = context;
    this.parameters = context.parameters();
    this.maximumStep = StepSizeParameters.maximumStepLength(context, 1.0);
    if (isAutomatic()) {
      estimation();
    } else {
      set();
    }
  }

  @Override
  public OptimizationResult optimize(
      CostFunction function, double[] initial, OptimizationListener listener) {
    ScaledCost cost = ScaledCost.of(function, context.scales());
    double[] position = cost.scale(initial);
    StepSize stepSize = isAutomatic() ? estimation().estimate(cost, position, listener) : set();
    int samples = parameters.get(VarianceReducedParameters.NUMBER_OF_INNER_LOOP_SAMPLES);
    ScaledCost few = cost.over(function.withSampleCount(samples));
    OptimizationResult result = new Run(few, position, stepSize, listener).run();
    listener.settings(stepSize.settings(AdaptiveStochasticLbfgsProvider.NAME));
    return result;
  }

  private boolean isAutomatic() {
    return parameters.get(StepSizeParameters.AUTOMATIC_PARAMETER_ESTIMATION);
  }

  private StepSize set() {
    return new StepSize(
        new GainSequence(
            parameters.get(VarianceReducedParameters.SP_A_NUMERATOR),
            parameters.get(VarianceReducedParameters.SP_A_OFFSET),
            parameters.get(VarianceReducedParameters.SP_ALPHA)),
        StepSizeParameters.sigmoid(parameters),
        parameters.get(StepSizeParameters.USE_ADAPTIVE_STEP_SIZES),
        StepSize.USUAL_NOISE_FACTOR);
  }

  private StepSizeEstimation estimation() {
    return new StepSizeEstimation(
        context,
        AdaptiveStochasticLbfgsProvider.NAME,
        maximumStep,
        parameters.get(VarianceReducedParameters.SP_A_OFFSET),
        parameters.get(StepSizeParameters.NUMBER_OF_SAMPLES_FOR_EXACT_GRADIENT),
        parameters.get(StepSizeParameters.USE_ADAPTIVE_STEP_SIZES));
  }

  private final class Run {
    private final ScaledCost cost;
    private final StepSize stepSize;
    private final IterationTable table;
    private final LimitedMemory pairs =
        new LimitedMemory(parameters.get(AdaptiveStochasticLbfgsProvider.LBFGS_MEMORY));
    private final int length = parameters.get(AdaptiveStochasticLbfgsProvider.UPDATE_FREQUENCE_L);
    private final boolean newSamples =
        parameters.get(OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION);
    private final SamplingAttempts attempts =
        new SamplingAttempts(
            parameters.get(OptimizerParameters.MAXIMUM_NUMBER_OF_SAMPLING_ATTEMPTS));
    private final double initialTime = parameters.get(StepSizeParameters.SIGMOID_INITIAL_TIME);
    private final StepSizeStrategy strategy =
        StepSizeStrategy.of(parameters.at(0).get(StepSizeStrategy.PARAMETER));
    private final double[] position;
    private final double[] gradient;
    private final double[] direction;
    private final double[] previousGradient;
    private GainSequence quasiNewtonGain;
    private boolean compareWithDirection;
    private double time = initialTime;
    private double value;

    Run(ScaledCost cost, double[] position, StepSize stepSize, OptimizationListener listener) {
      this.cost = cost;
      this.stepSize = stepSize;
      this.table = new IterationTable(listener, cost);
      this.position = position;
      this.gradient = new double[position.length];
      this.direction = new double[position.length];
      this.previousGradient = new double[position.length];
      this.quasiNewtonGain =
          new GainSequence(
              parameters.get(AdaptiveStochasticLbfgsProvider.SP_BETA),
              stepSize.gain().offset(),
              stepSize.gain().alpha());
    }

    OptimizationResult run() {
      int iterations = parameters.get(VarianceReducedParameters.MAXIMUM_NUMBER_OF_ITERATIONS);
      double[] sum = new double[position.length];
      double[] previousMean = position.clone();
      int k = 0;
      do {
        if (k % length == 0) {
          System.arraycopy(position, 0, sum, 0, sum.length);
        } else {
          for (int i = 0; i < sum.length; i++) {
            sum[i] += position[i];
          }
        }
        value = attempts.valueAndGradient(cost, position, gradient);
        if (k < 2 * length) {
          gradientStep(k);
        } else {
          quasiNewtonStep(k);
        }
        if ((k + 1) % length == 0) {
          for (int i = 0; i < sum.length; i++) {
            sum[i] /= length;
          }
          double[] mean = sum.clone();
          storeCurvature(mean, previousMean);
          previousMean = mean;
          if (pairs.initialScale() < 0) {
            return result("The InvalidDiagonalMatrix.");
          }
        }
        k++;
      } while (k < iterations);
      return result(GradientDescentLoop.ITERATIONS_DONE);
    }

    private OptimizationResult result(String stop) {
      return new OptimizationResult(cost.unscale(position), value, stop);
    }

    private void gradientStep(int k) {
      double rate = stepSize.gain().at(time);
      for (int i = 0; i < position.length; i++) {
        position[i] -= rate * gradient[i];
      }
      report(rate);
      tick(k);
    }

    private void quasiNewtonStep(int k) {
      for (int i = 0; i < direction.length; i++) {
        direction[i] = -gradient[i];
      }
      pairs.multiply(direction);
      if (pairs.isEmpty()) {
        double size = Vectors.norm(gradient);
        for (int i = 0; i < direction.length; i++) {
          direction[i] /= size;
        }
      }
      if (k % length == 0
          && parameters.get(AdaptiveStochasticLbfgsProvider.AUTOMATIC_LBFGS_STEPSIZE_ESTIMATION)) {
        estimateGain();
        compareWithDirection =
            parameters.get(AdaptiveStochasticLbfgsProvider.USE_SEARCH_DIR_FOR_ADAPTIVE_STEP_SIZE);
        time = initialTime;
      }
      double rate = quasiNewtonGain.at(time);
      tick(k);
      for (int i = 0; i < position.length; i++) {
        position[i] += rate * direction[i];
      }
      report(rate);
    }

    private void report(double rate) {
      table.add(
          value,
          position,
          "2:Metric",
          value,
          "3a:Time",
          time,
          "3b:StepSize",
          rate,
          "4a:||Gradient||",
          Vectors.norm(gradient),
          "4b:||SearchDir||",
          Vectors.norm(direction));
      if (newSamples) {
        cost.selectNewSamples();
      }
    }

    private void tick(int k) {
      if (stepSize.adaptive()) {
        double product = 0;
        boolean moves = k > 0;
        if (compareWithDirection) {
          moves = (k + 1) % length != 0;
          product = Vectors.dot(gradient, direction);
        } else {
          product = Vectors.dot(previousGradient, gradient);
        }
        if (moves) {
          time = Math.max(0.0, time + stepSize.sigmoid().at(-product));
        }
        System.arraycopy(gradient, 0, previousGradient, 0, gradient.length);
      } else if (strategy == StepSizeStrategy.DECAYING) {
        time += 1.0;
      } else if (strategy == StepSizeStrategy.CONSTANT) {
        time = 0;
      }
    }

    private void storeCurvature(double[] mean, double[] previousMean) {
      double[] at = new double[mean.length];
      double[] before = new double[mean.length];
      cost.valueAndGradient(mean, at);
      cost.valueAndGradient(previousMean, before);
      double[] step = new double[mean.length];
      for (int i = 0; i < mean.length; i++) {
        step[i] = mean[i] - previousMean[i];
        at[i] -= before[i];
      }
      pairs.add(step, at);
    }

    /** So that a step along the direction moves most points by at most the maximum step. */
    private void estimateGain() {
      int measurements =
          parameters
              .find(StepSizeParameters.NUMBER_OF_JACOBIAN_MEASUREMENTS)
              .orElse(Math.max(1000, position.length));
      String method =
          parameters.at(0).get(StepSizeParameters.MAXIMUM_DISPLACEMENT_ESTIMATION_METHOD);
      DisplacementDistribution distribution =
          DisplacementDistribution.of(
              StepSizeEstimation.jacobians(
                  context, context.parallel(), cost, position, measurements),
              cost.roots(),
              direction,
              method.equals(DisplacementDistribution.TWO_SIGMA)
                  ? DisplacementDistribution.TWO_SIGMA_UNBIASED
                  : method);
      double offset = stepSize.gain().offset();
      double a = maximumStep * (offset + 1.0) / (distribution.displacement() + 1e-14);
      if (parameters.at(0).get(StepSizeParameters.NOISE_COMPENSATION)) {
        a *= stepSize.noiseFactor();
      }
      quasiNewtonGain = new GainSequence(a, offset, 1.0);
    }
  }
}
