package org.jelastix.api.component;

/** Hears what a {@link RegistrationStrategy} does, in the thread that runs it. */
public interface RegistrationObserver extends OptimizationListener {

  /**
   * A resolution begins.
   *
   * @param resolution from 0 (coarsest) on
   */
  default void resolutionStarted(int resolution) {}

  /**
   * A resolution is done.
   *
   * @param resolution from 0 (coarsest) on
   * @param transform with the parameters found, combined with the initial transform if there is one
   * @param result of the optimizer
   */
  default void resolutionFinished(int resolution, Transform transform, OptimizationResult result) {}

  /**
   * Something that the user should know, and that does not stop the run.
   *
   * @param line without line end
   */
  default void warning(String line) {}

  /** Hears nothing. */
  static RegistrationObserver none() {
    return iteration -> {};
  }
}
