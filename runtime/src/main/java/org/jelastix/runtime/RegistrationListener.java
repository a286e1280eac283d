package org.jelastix.runtime;

import java.util.List;
import org.jelastix.api.component.Iteration;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ParameterMap;

/**
 * Hears how a registration goes. All methods are called in the thread that runs it, and what they
 * throw ends the run.
 */
public interface RegistrationListener {

  /**
   * A parameter file begins.
   *
   * @param stage its number, from 0
   * @param parameters the file
   */
  default void stageStarted(int stage, ParameterMap parameters) {}

  /**
   * A resolution begins.
   *
   * @param stage number of the parameter file, from 0
   * @param resolution from 0 (coarsest) on
   * @param resolutions of this stage
   */
  default void resolutionStarted(int stage, int resolution, int resolutions) {}

  /**
   * The images of a resolution are made.
   *
   * @param stage number of the parameter file, from 0
   * @param resolution from 0 (coarsest) on
   * @param fixed levels of the fixed pyramids
   * @param moving levels of the moving pyramids
   */
  default void pyramidImages(int stage, int resolution, List<Image> fixed, List<Image> moving) {}

  /**
   * An iteration is done.
   *
   * @param progress how far the registration is
   * @param iteration what happened, with all columns of the iteration table in their order; its
   *     parameter array is valid during the call only
   * @param state makes the transform and the image of this iteration, during the call only
   */
  default void iteration(Progress progress, Iteration iteration, IterationState state) {}

  /**
   * A resolution is done.
   *
   * @param report what it came to
   */
  default void resolutionFinished(ResolutionReport report) {}

  /**
   * A parameter file is done.
   *
   * @param result what it came to
   */
  default void stageFinished(StageResult result) {}

  /**
   * An image that tells what the optimizer saw, such as all values of a search.
   *
   * @param stage number of the parameter file, from 0
   * @param resolution from 0 (coarsest) on
   * @param name of the image, as the start of a file name
   * @param image its axes are the optimizer's own
   */
  default void optimizerImage(int stage, int resolution, String name, Image image) {}

  /**
   * A line for the log.
   *
   * @param line without line end
   */
  default void note(String line) {}

  /**
   * Something that the user should know, and that does not stop the run.
   *
   * @param line without line end
   */
  default void warning(String line) {}
}
