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

  /**
   * Asks for new samples of the fixed image for the evaluations that follow. They are drawn by the
   * next evaluation and not by this call, as the first ones are drawn by the first evaluation: what
   * an optimizer takes from the shared random stream in between comes first.
   */
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

  /**
   * The same function, whose random samplers draw this many samples of each fixed image, from the
   * same random stream; they are drawn when first needed.
   *
   * @param samples of each fixed image
   * @return this function if no sampler is random
   */
  default CostFunction withSampleCount(int samples) {
    return this;
  }

  /**
   * The same function, on voxels of each fixed image that are chosen at random (with repetition)
   * from the shared random stream, whatever the kinds of its samplers; they are drawn when first
   * needed.
   *
   * @param samples of each fixed image
   */
  default CostFunction onRandomVoxels(int samples) {
    return onGrid(samples);
  }

  /**
   * The same function, whose random samplers draw from all of the fixed image even if they were
   * asked to draw from a random region of it ({@code UseRandomSampleRegion}). They draw anew when
   * first used in this way, and again when this function is next used.
   *
   * @return this function if no sampler uses such regions
   */
  default CostFunction withoutSampleRegions() {
    return this;
  }
}
