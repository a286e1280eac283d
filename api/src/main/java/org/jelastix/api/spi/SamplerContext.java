package org.jelastix.api.spi;

import java.util.List;
import java.util.Optional;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.random.RandomStream;

/**
 * What a sampler draws from.
 *
 * @param parameters of this sampler, at this resolution
 * @param fixed the fixed image(s) of this pyramid level; values are those of the first
 * @param masks one a fixed image, or fewer
 * @param random its stream
 * @param parallel splits work
 * @param fullResolution grid of the first fixed image before any pyramid
 */
public record SamplerContext(
    ComponentParameters parameters,
    List<Image> fixed,
    List<Optional<Mask>> masks,
    RandomStream random,
    Parallel parallel,
    ImageGrid fullResolution) {

  /** Copies the lists. */
  public SamplerContext {
    fixed = List.copyOf(fixed);
    masks = List.copyOf(masks);
  }

  /**
   * For images that are at full resolution.
   *
   * @param parameters of this sampler, at this resolution
   * @param fixed the fixed image(s)
   * @param masks one a fixed image, or fewer
   * @param random its stream
   * @param parallel splits work
   */
  public SamplerContext(
      ComponentParameters parameters,
      List<Image> fixed,
      List<Optional<Mask>> masks,
      RandomStream random,
      Parallel parallel) {
    this(parameters, fixed, masks, random, parallel, fixed.get(0).grid());
  }

  /** The first image's mask. */
  public Optional<Mask> mask() {
    return masks.isEmpty() ? Optional.empty() : masks.get(0);
  }
}
