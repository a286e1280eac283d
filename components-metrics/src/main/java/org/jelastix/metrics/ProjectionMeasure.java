package org.jelastix.metrics;

import org.jelastix.api.parallel.Parallel;

/** How much the moving image, resampled onto the fixed image's grid, differs from the fixed one. */
interface ProjectionMeasure {

  /**
   * The value, to be made small.
   *
   * @param moved the resampled moving image, one value a voxel
   * @param parallel for measures that split their own work
   */
  double evaluate(float[] moved, Parallel parallel);
}
