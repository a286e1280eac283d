package org.jelastix.runtime.strategy;

import java.util.List;
import java.util.Map;
import org.jelastix.api.component.ImageSampler;
import org.jelastix.api.image.ImageSamples;

/**
 * The samples that one or several metrics look at. Drawn when first needed, and again when first
 * needed after {@link #renew}: as often as elastix draws them, so that random numbers are used in
 * the same order.
 */
final class SampleSource {
  /** Makes samplers of the same image and mask. */
  @FunctionalInterface
  interface Maker {
    /**
     * @param name of the sampler; null for the one that the file chooses
     * @param overrides values of its parameters in place of those in the file
     */
    ImageSampler make(String name, Map<String, List<String>> overrides);
  }

  private final Maker maker;
  private final ImageSampler sampler;
  private ImageSamples current;
  private boolean stale;

  /**
   * Samples of the sampler that the file chooses.
   *
   * @param maker of samplers
   */
  SampleSource(Maker maker) {
    this(maker, maker.make(null, Map.of()));
  }

  private SampleSource(Maker maker, ImageSampler sampler) {
    this.maker = maker;
    this.sampler = sampler;
    this.stale = true;
  }

  /**
   * Samples that never change.
   *
   * @param samples what to look at
   */
  SampleSource(ImageSamples samples) {
    this.maker = null;
    this.sampler = null;
    this.current = samples;
  }

  ImageSamples samples() {
    if (stale) {
      current = sampler.draw();
      stale = false;
    }
    return current;
  }

  void renew() {
    stale = sampler != null;
  }

  boolean isRandom() {
    return sampler != null && sampler.isRandom();
  }

  /** Whether there is a sampler behind it. */
  boolean isSampled() {
    return sampler != null;
  }

  /** A source of the same sampler with other parameters. */
  SampleSource with(String parameter, String value) {
    return other(null, parameter, List.of(value));
  }

  /** A source of voxels chosen at random. */
  SampleSource randomVoxels(int samples) {
    return other("Random", "NumberOfSpatialSamples", List.of(Integer.toString(samples)));
  }

  /** A source on a regular grid of voxels with about so many samples. */
  SampleSource gridOf(int samples) {
    return other("Grid", "NumberOfGridSamples", List.of(Integer.toString(samples)));
  }

  /** A source on a regular grid of voxels, with its distances as the Grid sampler reads them. */
  SampleSource gridWith(List<String> spacings) {
    return other("Grid", "SampleGridSpacing", spacings);
  }

  private SampleSource other(String name, String parameter, List<String> values) {
    return new SampleSource(maker, maker.make(name, Map.of(parameter, values)));
  }
}
