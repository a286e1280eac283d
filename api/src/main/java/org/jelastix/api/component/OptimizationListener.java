package org.jelastix.api.component;

import org.jelastix.api.image.Image;

/** Hears what an optimizer does, while it does it. */
public interface OptimizationListener {

  /**
   * One iteration is done.
   *
   * @param iteration what happened; its parameter array is valid during the call only
   */
  void iteration(Iteration iteration);

  /**
   * A line for the log, for example an estimated step size.
   *
   * @param line without line end
   */
  default void note(String line) {}

  /**
   * What the optimizer ran with, told once, at its end.
   *
   * @param settings with those that were estimated
   */
  default void settings(OptimizerSettings settings) {}

  /**
   * An image that tells what the optimizer saw, such as all values of a search.
   *
   * @param name of the image, as the start of a file name
   * @param image its axes are the optimizer's own
   */
  default void image(String name, Image image) {}

  /** Hears nothing. */
  static OptimizationListener none() {
    return iteration -> {};
  }
}
