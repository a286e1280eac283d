package org.jelastix.optimizers;

import java.util.Arrays;
import java.util.Locale;
import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.OptimizationListener;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.spi.OptimizerContext;

/**
 * Stochastic gradient descent along gradients whose entries are weighted: μ ← μ − η a / (1 + t/A) ·
 * P g, with the noise factor η = gᵀPg / (gᵀPg + eᵀPe). Scales are not used.
 *
 * <p>P is either estimated once ({@link Preconditioner}) or, as AdaGrad has it, one over the root
 * of the sum of all squared gradients so far.
 */
final class PreconditionedDescent implements Optimizer {
  private static final double TINY = 1e-14;

  private final OptimizerContext context;
  private final ComponentParameters parameters;
  private final String name;
  private final boolean accumulates;
  private final double numerator;
  private final double maximumStep;

  /**
   * Reads the parameters.
   *
   * @param context of the optimizer
   * @param name of the optimizer
   * @param accumulates whether P is AdaGrad's
   * @param numerator a without estimation
   */
  PreconditionedDescent(
      OptimizerContext context, String name, boolean accumulates, double numerator) {
    this.context = context;
    this.parameters = context.parameters();
    this.name = name;
    this.accumulates = accumulates;
    this.numerator = numerator;
    this.maximumStep = StepSizeParameters.maximumStepLength(context);
  }

  /** What is fixed before the first iteration. */
  private record Start(double[] factors, StepSize stepSize, StepSizeStrategy strategy) {}

  @Override
  public OptimizationResult optimize(
      CostFunction function, double[] initial, OptimizationListener listener) {
    ScaledCost cost = ScaledCost.unscaled(function);
    double[] position = initial.clone();
    Start start =
        parameters.get(StepSizeParameters.AUTOMATIC_PARAMETER_ESTIMATION)
            ? estimate(cost, position, listener)
            : set(position.length);
    OptimizationResult result = descend(cost, position, start, listener);
    listener.settings(start.stepSize.settings(name));
    return result;
  }

  private OptimizationResult descend(
      ScaledCost cost, double[] position, Start start, OptimizationListener listener) {
    int iterations = parameters.get(PreconditionedParameters.MAXIMUM_NUMBER_OF_ITERATIONS);
    boolean newSamples = parameters.get(OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION);
    SamplingAttempts attempts =
        new SamplingAttempts(
            parameters.get(OptimizerParameters.MAXIMUM_NUMBER_OF_SAMPLING_ATTEMPTS));
    IterationTable table = new IterationTable(listener, cost);
    GainSequence gain = start.stepSize.gain();
    double time = parameters.get(StepSizeParameters.SIGMOID_INITIAL_TIME);
    AdaptiveClock clock = new AdaptiveClock(time, start.stepSize.sigmoid());
    double[] squares = new double[position.length];
    double[] gradient = new double[position.length];
    double[] direction = new double[position.length];
    double value = 0;
    int k = 0;
    do {
      value = attempts.valueAndGradient(cost, position, gradient);
      double rate = gain.a() / (1.0 + time / gain.offset()) * start.stepSize.noiseFactor();
      for (int i = 0; i < position.length; i++) {
        if (accumulates) {
          squares[i] += gradient[i] * gradient[i];
          direction[i] = gradient[i] / Math.sqrt(squares[i] + TINY);
        } else {
          direction[i] = start.factors[i] * gradient[i];
        }
        position[i] -= rate * direction[i];
      }
      switch (start.strategy) {
        case ADAPTIVE:
          clock.tick(k, gradient, direction);
          time = clock.time();
          break;
        case DECAYING:
          time += 1.0;
          break;
        default:
          time = 0;
          break;
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
          "4a:||Gradient||",
          Vectors.norm(gradient),
          "4b:||SearchDirection||",
          Vectors.norm(direction));
      if (newSamples) {
        cost.selectNewSamples();
      }
      k++;
    } while (k < iterations);
    return new OptimizationResult(position, value, GradientDescentLoop.ITERATIONS_DONE);
  }

  private StepSizeStrategy strategy() {
    return StepSizeStrategy.of(parameters.at(0).get(StepSizeStrategy.PARAMETER));
  }

  private Start set(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1.0);
    GainSequence gain =
        new GainSequence(
            numerator,
            parameters.get(PreconditionedParameters.SP_A_OFFSET),
            parameters.get(PreconditionedParameters.SP_ALPHA));
    return new Start(
        ones, new StepSize(gain, StepSizeParameters.sigmoid(parameters), true, 1.0), strategy());
  }

  private Start estimate(ScaledCost cost, double[] position, OptimizationListener listener) {
    Stopwatch total = new Stopwatch();
    listener.note("Starting preconditioner estimation for " + name + " ...");
    boolean jacobiType =
        !accumulates && parameters.get(PreconditionedParameters.JACOBI_TYPE_PRECONDITIONER);
    double[] factors = null;
    double maxJJ = 0;
    if (!accumulates) {
      Preconditioner preconditioner = preconditioner(cost, position, jacobiType, listener);
      factors = preconditioner.factors();
      maxJJ = preconditioner.maxJJ();
    }
    double a = 1.0;
    double offset = parameters.get(PreconditionedParameters.SP_A_OFFSET);
    if (accumulates || jacobiType) {
      DisplacementDistribution distribution = displacements(cost, position, listener);
      a = maximumStep * (offset + 1.0) / (distribution.displacement() + TINY);
      maxJJ = distribution.maxJJ();
    }
    listener.note(String.format(Locale.ROOT, "  The estimated MaxJJ is: %.6f", maxJJ));
    Stopwatch noiseTime = new Stopwatch();
    listener.note("  Sampling gradients ...");
    GradientNoise noise =
        new GradientNoise.Plan(
                Math.max(2, parameters.get(StepSizeParameters.NUMBER_OF_GRADIENT_MEASUREMENTS)),
                parameters.get(OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION),
                parameters.get(
                    PreconditionedParameters.NUMBER_OF_SAMPLES_FOR_NOISE_COMPENSATION_FACTOR),
                context.random())
            .measure(cost, position, maxJJ > TINY ? maximumStep / Math.sqrt(maxJJ) : 0, factors);
    listener.note(String.format(Locale.ROOT, "  The NoiseFactor is: %.6f", noise.factor()));
    listener.note("  Compute the noise compensation took " + noiseTime.elapsed(6));
    StepSizeStrategy strategy = strategy();
    if (noise.regionsIgnored() && strategy == StepSizeStrategy.ADAPTIVE) {
      listener.note(
          "WARNING: StepSizeStrategy is set to Constant, because UseRandomSampleRegion is set to"
              + " \"true\".");
      strategy = StepSizeStrategy.CONSTANT;
    }
    listener.note("Automatic preconditioner estimation took " + total.elapsed(2));
    GainSequence gain = new GainSequence(a, offset, 1.0);
    return new Start(
        factors, new StepSize(gain, StepSize.DEFAULT_SIGMOID, true, noise.factor()), strategy);
  }

  /** From a gradient at voxels chosen at random, which are drawn for either kind. */
  private Preconditioner preconditioner(
      ScaledCost cost, double[] position, boolean jacobiType, OptimizationListener listener) {
    Stopwatch time = new Stopwatch();
    listener.note("  Computing preconditioner ...");
    int samples =
        parameters
            .find(PreconditionedParameters.NUMBER_OF_SAMPLES_FOR_PRECONDITION)
            .orElse(Math.max(1000, position.length));
    double[] gradient = new double[position.length];
    cost.function().onRandomVoxels(samples).valueAndGradient(position, gradient);
    double condition = parameters.get(PreconditionedParameters.CONDITION_NUMBER);
    SampleJacobians jacobians = jacobians(cost, position, Parallel.sequential());
    Preconditioner preconditioner =
        jacobiType
            ? Preconditioner.ofJacobians(jacobians, condition)
            : Preconditioner.ofDisplacements(
                jacobians,
                gradient,
                parameters.get(PreconditionedParameters.REGULARIZATION_KAPPA),
                maximumStep,
                condition,
                listener);
    listener.note("  Computing the preconditioner took " + time.elapsed(6));
    return preconditioner;
  }

  private DisplacementDistribution displacements(
      ScaledCost cost, double[] position, OptimizationListener listener) {
    Stopwatch time = new Stopwatch();
    listener.note("  Computing displacement distribution ...");
    double[] gradient = new double[position.length];
    cost.valueAndGradient(position, gradient);
    DisplacementDistribution distribution =
        DisplacementDistribution.of(
            jacobians(cost, position, context.parallel()),
            null,
            gradient,
            parameters.at(0).get(StepSizeParameters.MAXIMUM_DISPLACEMENT_ESTIMATION_METHOD));
    listener.note("  Computing the displacement distribution took " + time.elapsed(6));
    return distribution;
  }

  private SampleJacobians jacobians(ScaledCost cost, double[] position, Parallel parallel) {
    int measurements =
        parameters
            .find(PreconditionedParameters.NUMBER_OF_JACOBIAN_MEASUREMENTS)
            .orElse(Math.max(5000, 2 * position.length));
    return StepSizeEstimation.jacobians(context, parallel, cost, position, measurements);
  }
}
