package org.jelastix.api.component;

import org.jelastix.api.image.Image;

/** Brings a moving image onto a grid in the fixed image's world. Immutable, thread-safe. */
public interface Resampler {

  /**
   * Resamples: output(x) = moving(T(x)) for each voxel centre x of the output grid, and the default
   * pixel value where T(x) lies outside the moving image.
   *
   * @param moving value by position
   * @param transform fixed world to moving world
   * @return a scalar image of {@code float} (or {@code double}, if the parameters ask for a type
   *     that needs it) on the resampler's grid, neither rounded nor clamped
   */
  Image resample(Interpolator moving, Transform transform);
}
