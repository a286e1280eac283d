package org.jelastix.conformance.phantom;

import org.jelastix.api.image.PixelType;

/**
 * How a scanner sees the tissues of a {@link HeadPhantom}.
 *
 * @param name for file names and messages
 * @param intensities one a {@link Tissue}, in the order of its labels
 * @param noise standard deviation of the noise of each channel, in units of the intensities
 * @param magnitude whether the image is the magnitude of a complex signal, as in MR: the noise is
 *     then Rician and values are never negative; otherwise the noise is additive
 * @param bias largest relative change by the smooth multiplicative bias field, from 0 to below 1
 * @param type pixel type that the image is made for; integer types round and clamp
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
public record Contrast(
    String name,
    double[] intensities,
    double noise,
    boolean magnitude,
    double bias,
    PixelType type) {

  /** T1-weighted MR: white matter bright, fluid dark. */
  public static final Contrast T1 =
      new Contrast(
          "t1",
          new double[] {2, 205, 24, 42, 118, 172, 36, 136},
          4.0,
          true,
          0.15,
          PixelType.UNSIGNED_CHAR);

  /** T2-weighted MR: fluid bright, white matter dark. */
  public static final Contrast T2 =
      new Contrast(
          "t2",
          new double[] {2, 120, 18, 215, 128, 88, 225, 106},
          4.0,
          true,
          0.15,
          PixelType.UNSIGNED_CHAR);

  /** CT, in Hounsfield units: bone bright, little contrast within the brain. */
  public static final Contrast CT =
      new Contrast(
          "ct", new double[] {-1000, -40, 950, 8, 40, 28, 6, 37}, 5.0, false, 0.0, PixelType.SHORT);

  /** Checks the lengths and ranges. */
  public Contrast {
    if (intensities.length != Tissue.values().length) {
      throw new IllegalArgumentException(
          "a contrast needs " + Tissue.values().length + " intensities, not " + intensities.length);
    }
    if (!(noise >= 0) || !(bias >= 0 && bias < 1)) {
      throw new IllegalArgumentException("noise must be at least 0 and bias from 0 to below 1");
    }
    intensities = intensities.clone();
  }

  /**
   * The same without noise and bias field, as {@code float}: for tests that want the anatomy alone.
   */
  public Contrast clean() {
    return new Contrast(name, intensities, 0, false, 0, PixelType.FLOAT);
  }

  /**
   * The same with other noise.
   *
   * @param standardDeviation in units of the intensities, at least 0
   */
  public Contrast withNoise(double standardDeviation) {
    return new Contrast(name, intensities, standardDeviation, magnitude, bias, type);
  }

  /**
   * The same with another bias field strength.
   *
   * @param largest relative change, from 0 to below 1
   */
  public Contrast withBias(double largest) {
    return new Contrast(name, intensities, noise, magnitude, largest, type);
  }

  /**
   * The same for another pixel type.
   *
   * @param pixelType that images are made for
   */
  public Contrast storedAs(PixelType pixelType) {
    return new Contrast(name, intensities, noise, magnitude, bias, pixelType);
  }

  double intensity(Tissue tissue) {
    return intensities[tissue.label()];
  }
}
