package org.jelastix.optimizers;

import org.jelastix.api.RegistrationException;

/** Evaluates a cost function, again with new samples where the metric failed, a few times. */
final class SamplingAttempts {
  private final int maximum;

  SamplingAttempts(int maximum) {
    this.maximum = maximum;
  }

  /**
   * The value and gradient at a point.
   *
   * @throws RegistrationException if all attempts failed
   */
  double valueAndGradient(ScaledCost cost, double[] position, double[] gradient) {
    int attempt = 0;
    while (true) {
      try {
        return cost.valueAndGradient(position, gradient);
      } catch (RegistrationException e) {
        if (++attempt > maximum) {
          throw e;
        }
        cost.selectNewSamples();
      }
    }
  }
}
