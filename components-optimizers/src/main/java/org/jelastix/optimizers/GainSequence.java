package org.jelastix.optimizers;

/**
 * The gain a / (A + t + 1)^α of a stochastic approximation at time t.
 *
 * @param a numerator
 * @param offset A
 * @param alpha exponent
 */
record GainSequence(double a, double offset, double alpha) {

  double at(double time) {
    return a / Math.pow(offset + time + 1.0, alpha);
  }
}
