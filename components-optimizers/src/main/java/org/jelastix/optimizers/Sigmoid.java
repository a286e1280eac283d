package org.jelastix.optimizers;

/**
 * The function f(x) = min + (max − min) / (1 + exp(−(x − β)/ω)), with β = ω · ln(−max/min) so that
 * f(0) = 0.
 *
 * @param max upper limit, above 0
 * @param min lower limit, below 0
 * @param scale ω, the width
 */
record Sigmoid(double max, double min, double scale) {

  double at(double x) {
    double beta = scale * Math.log(-max / min);
    return (max - min) / (1.0 + Math.exp(-(x - beta) / scale)) + min;
  }
}
