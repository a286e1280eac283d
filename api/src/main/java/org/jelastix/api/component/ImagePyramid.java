package org.jelastix.api.component;

import org.jelastix.api.image.Image;

/**
 * Smoothed and shrunk versions of one image, coarsest first. Levels are made when asked for and not
 * kept, so that a registration holds one level in memory. Thread-safe.
 */
public interface ImagePyramid {

  /** Number of levels. */
  int levels();

  /**
   * One level.
   *
   * @param level 0 is the coarsest
   */
  Image level(int level);

  /**
   * The factors of one level, one an axis: shrink factors, also for the pyramids that only smooth.
   * Masks are eroded by them.
   *
   * @param level 0 is the coarsest
   * @return a new array
   */
  double[] schedule(int level);
}
