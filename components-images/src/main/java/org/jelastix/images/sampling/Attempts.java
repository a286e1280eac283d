package org.jelastix.images.sampling;

import org.jelastix.api.RegistrationException;

/** Counts how often a sampler has tried, and ends a search that finds too little. */
final class Attempts {
  private static final int PER_SAMPLE = 10;

  private final String sampler;
  private final int wanted;
  private final boolean masked;
  private long made;

  /**
   * @param sampler its name, for the message
   * @param wanted samples to find; ten times as many attempts are allowed
   * @param masked whether a mask is what rejects samples
   */
  Attempts(String sampler, int wanted, boolean masked) {
    this.sampler = sampler;
    this.wanted = wanted;
    this.masked = masked;
  }

  /**
   * Announces one more attempt.
   *
   * @param found samples found so far
   * @throws RegistrationException if there were too many already
   */
  void next(int found) {
    next(1, found);
  }

  /**
   * Announces more attempts.
   *
   * @param more how many
   * @param found samples found so far
   * @throws RegistrationException if there are too many with them
   */
  void next(int more, int found) {
    made += more;
    if (made > (long) PER_SAMPLE * wanted) {
      throw new RegistrationException(
          sampler
              + " sampler: only "
              + found
              + " of "
              + wanted
              + " samples found in "
              + (long) PER_SAMPLE * wanted
              + " attempts; "
              + (masked
                  ? "the fixed mask is too small for its bounding box (RandomSparseMask can cope)"
                  : "too many voxels of the fixed image are not numbers"));
    }
  }
}
