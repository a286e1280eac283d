package org.jelastix.api.component;

/**
 * What an optimizer makes small: a function of the transform's parameters.
 *
 * <p>Not thread-safe: evaluations run on many threads inside, one evaluation at a time.
 */
public interface CostFunction {

  /** Number of parameters. */
  int parameterCount();

  /**
   * The value.
   *
   * @param parameters μ; not kept
   * @throws org.jelastix.api.RegistrationException if it cannot be computed there
   */
  double value(double[] parameters);

  /**
   * The value and the gradient.
   *
   * @param parameters μ; not kept
   * @param gradient out, overwritten
   * @throws org.jelastix.api.RegistrationException if it cannot be computed there
   */
  double valueAndGradient(double[] parameters, double[] gradient);

  /** Draws new samples of the fixed image for the evaluations that follow. */
  void selectNewSamples();

  /** Whether {@link #selectNewSamples()} can change the function: some sampler is random. */
  boolean isStochastic();

  /**
   * The same function on a regular grid of samples: a precise, deterministic version of a
   * stochastic one, or itself if no sampler is random.
   *
   * @param samples about how many to take of each fixed image
   */
  CostFunction onGrid(int samples);
}
