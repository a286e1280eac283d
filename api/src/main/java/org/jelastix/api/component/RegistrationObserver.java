package org.jelastix.api.component;

import java.util.List;
import org.jelastix.api.image.Image;

/** Hears what a {@link RegistrationStrategy} does, in the thread that runs it. */
public interface RegistrationObserver extends OptimizationListener {

  /**
   * A resolution begins.
   *
   * @param resolution from 0 (coarsest) on
   */
  default void resolutionStarted(int resolution) {}

  /**
   * The parts of a resolution are made, and its optimizer is about to start.
   *
   * @param resolution from 0 (coarsest) on
   * @param start the transform to start with, combined with the initial transform if there is one
   * @param fixed levels of the fixed pyramids
   * @param moving levels of the moving pyramids
   */
  default void resolutionPrepared(
      int resolution, Transform start, List<Image> fixed, List<Image> moving) {}

  /**
   * The transform was {@linkplain FilteredTransform filtered}: the parameters of the iterations
   * that follow are those of this one.
   *
   * @param transform with the parameters that the optimizer goes on from
   */
  default void transformFiltered(Transform transform) {}

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
