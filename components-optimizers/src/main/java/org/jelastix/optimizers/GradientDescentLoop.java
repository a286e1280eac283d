package org.jelastix.optimizers;

import org.jelastix.api.component.OptimizationResult;

/**
 * Stochastic gradient descent y ← y − a(t) · g(y) with a decaying gain and a clock.
 *
 * @param iterations how many, at least one is done
 * @param gain a(t)
 * @param constantGain whether a(0) is used all the time
 * @param newSamples whether samples are drawn anew after each iteration
 * @param attempts what to do if the metric fails
 */
record GradientDescentLoop(
    int iterations,
    GainSequence gain,
    boolean constantGain,
    boolean newSamples,
    SamplingAttempts attempts) {

  static final String ITERATIONS_DONE = "Maximum number of iterations has been reached.";

  /** Hears of an iteration after its step, before the clock moves. */
  interface Report {
    void iteration(double value, double time, double gain, double[] gradient, double[] position);
  }

  /** Runs from a scaled position, which is overwritten. */
  OptimizationResult run(ScaledCost cost, double[] position, Clock clock, Report report) {
    double[] gradient = new double[position.length];
    double value = 0;
    int iteration = 0;
    do {
      value = attempts.valueAndGradient(cost, position, gradient);
      double time = clock.time();
      double rate = gain.at(constantGain ? 0 : time);
      step(position, rate, gradient);
      report.iteration(value, time, rate, gradient, position);
      if (newSamples) {
        cost.selectNewSamples();
      }
      clock.tick(iteration, gradient);
      iteration++;
    } while (iteration < iterations);
    return new OptimizationResult(cost.unscale(position), value, ITERATIONS_DONE);
  }

  private static void step(double[] position, double rate, double[] gradient) {
    for (int i = 0; i < position.length; i++) {
      position[i] -= rate * gradient[i];
    }
  }
}
