package org.jelastix.api.component;

import org.jelastix.api.image.ImageSamples;

/**
 * Draws points of the fixed image at which a metric looks.
 *
 * <p>Holds its own random stream, so consecutive draws differ if it {@linkplain #isRandom() is
 * random}. Not thread-safe.
 */
public interface ImageSampler {

  /**
   * The next set of samples.
   *
   * @throws org.jelastix.api.RegistrationException if the mask leaves too few voxels
   */
  ImageSamples draw();

  /** Whether the next draw can differ from the last. */
  boolean isRandom();
}
