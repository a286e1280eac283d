package org.jelastix.optimizers;

import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.OptimizerContext;

/**
 * Stochastic gradient descent with reduced variance.
 *
 * <p>An outer iteration estimates the step size, keeps its position m and computes there a gradient
 * G at many random voxels. Its inner iterations step along G + η (g(y) − g(m)) where both g are
 * computed at the same few random voxels, drawn anew each time, so that most of their noise
 * cancels. Each inner iteration is a row of the table.
 */
final class AdaptiveStochasticVarianceReducedGradient implements Optimizer {
  private final OptimizerContext context;
  private final ComponentParameters parameters;

  AdaptiveStochasticVarianceReducedGradient(OptimizerContext context) {
    this.context = context;
    this.parameters = context.parameters();
    if (isAutomatic()) {
      estimation();
    } else {
      set();
    }
  }

  @Override
  public OptimizationResult optimize(
      CostFunction function, double[] initial, OptimizationListener listener) {
    return new Run(ScaledCost.of(function, context.scales()), initial, listener).run();
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
        AdaptiveStochasticVarianceReducedGradientProvider.NAME,
        StepSizeParameters.maximumStepLength(context, 1.0),
        parameters.get(VarianceReducedParameters.SP_A_OFFSET),
        parameters.get(VarianceReducedParameters.NUMBER_OF_SPATIAL_SAMPLES),
        parameters.get(StepSizeParameters.USE_ADAPTIVE_STEP_SIZES));
  }

  private final class Run {
    private final ScaledCost cost;
    private final OptimizationListener listener;
    private final IterationTable table;
    private final StepSizeEstimation estimation = isAutomatic() ? estimation() : null;
    private final int manySamples =
        parameters.get(VarianceReducedParameters.NUMBER_OF_SPATIAL_SAMPLES);
    private final int fewSamples =
        parameters.get(VarianceReducedParameters.NUMBER_OF_INNER_LOOP_SAMPLES);
    private final int innerIterations =
        parameters.get(
            AdaptiveStochasticVarianceReducedGradientProvider
                .MAXIMUM_NUMBER_OF_INNER_LOOP_ITERATIONS);
    private final boolean newSamples =
        parameters.get(OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION);
    private final SamplingAttempts attempts =
        new SamplingAttempts(
            parameters.get(OptimizerParameters.MAXIMUM_NUMBER_OF_SAMPLING_ATTEMPTS));
    private final boolean weightNoise =
        parameters.at(0).get(AdaptiveStochasticVarianceReducedGradientProvider.USE_NOISE_FACTOR);
    private final double[] position;
    private double value;

    Run(ScaledCost cost, double[] initial, OptimizationListener listener) {
      this.cost = cost;
      this.listener = listener;
      this.table = new IterationTable(listener, cost);
      this.position = cost.scale(initial);
    }

    OptimizationResult run() {
      int iterations = parameters.get(VarianceReducedParameters.MAXIMUM_NUMBER_OF_ITERATIONS);
      StepSize stepSize = isAutomatic() ? null : set();
      ScaledCost current = cost;
      int k = 0;
      do {
        if (isAutomatic()) {
          stepSize = estimation.estimate(current, noisy(current), position, listener);
        }
        current = inner(stepSize);
        k++;
      } while (k < iterations);
      listener.settings(stepSize.settings(AdaptiveStochasticVarianceReducedGradientProvider.NAME));
      return new OptimizationResult(
          cost.unscale(position), value, GradientDescentLoop.ITERATIONS_DONE);
    }

    /** The function whose noise is measured. */
    private ScaledCost noisy(ScaledCost current) {
      String method =
          parameters
              .at(0)
              .get(AdaptiveStochasticVarianceReducedGradientProvider.SAMPLE_GRADIENT_METHOD);
      switch (method) {
        case "UseNumberOfSpatialSamples":
          return current.over(current.function().withSampleCount(manySamples));
        case "InnerLoopSamples":
          return current.over(current.function().withSampleCount(fewSamples));
        default:
          return current;
      }
    }

    /** Runs the inner iterations and returns the function that they used. */
    private ScaledCost inner(StepSize stepSize) {
      ScaledCost many = cost.over(cost.function().onRandomVoxels(manySamples));
      double[] start = position.clone();
      double[] mean = new double[position.length];
      attempts.valueAndGradient(many, start, mean);
      ScaledCost few = cost.over(cost.function().onRandomVoxels(fewSamples));
      few.value(start); // the first set of samples is drawn and not used
      Clock clock = clock(stepSize);
      double noise = weightNoise ? stepSize.noiseFactor() : 1.0;
      double[] gradient = new double[position.length];
      double[] there = new double[position.length];
      for (int i = 0; i < innerIterations; i++) {
        few.selectNewSamples();
        attempts.valueAndGradient(few, start, there);
        value = few.valueAndGradient(position, gradient);
        double time = clock.time();
        double rate = stepSize.gain().at(time);
        for (int p = 0; p < position.length; p++) {
          gradient[p] = noise * (gradient[p] - there[p]) + mean[p];
          position[p] -= rate * gradient[p];
        }
        table.add(
            value,
            position,
            "2:Metric",
            value,
            "3a:Time",
            time,
            "3b:StepSize",
            rate,
            "4:||Gradient||",
            Vectors.norm(gradient));
        if (newSamples) {
          few.selectNewSamples();
        }
        clock.tick(i, gradient);
      }
      return few;
    }

    /** Without adaptation, time stands at 1 from the second step on. */
    private Clock clock(StepSize stepSize) {
      double start = parameters.get(StepSizeParameters.SIGMOID_INITIAL_TIME);
      return stepSize.adaptive()
          ? new AdaptiveClock(start, stepSize.sigmoid())
          : Clock.jump(start, 1.0);
    }
  }
}
