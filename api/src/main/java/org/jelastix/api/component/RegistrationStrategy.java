package org.jelastix.api.component;

/**
 * How the parts of a registration work together: which resolutions there are, which images, masks,
 * metrics and samplers meet at each, and what the optimizer makes small.
 *
 * <p>Made for one parameter file and one set of images. Not thread-safe; runs once.
 */
public interface RegistrationStrategy {

  /** Number of resolutions that {@link #run} will go through. */
  int resolutions();

  /**
   * Runs all resolutions.
   *
   * @param observer told what happens; may throw {@link org.jelastix.api.CancelledException}, which
   *     is passed on
   * @return the transform found, combined with the initial transform if there was one
   * @throws org.jelastix.api.ParameterException if components do not fit together
   * @throws org.jelastix.api.RegistrationException if the images cannot be registered
   */
  Transform run(RegistrationObserver observer);
}
