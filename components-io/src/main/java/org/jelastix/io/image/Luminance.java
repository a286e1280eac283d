package org.jelastix.io.image;

/**
 * Colour to gray as ITK weighs it: (2125 R + 7154 G + 721 B) / 10000, times the opacity.
 *
 * <p>ITK 5 forgets to divide the opacity by its largest value when it reads into float, so that an
 * opaque colour image comes out 255 times too bright; here opaque pixels keep their luminance.
 */
final class Luminance {
  private Luminance() {}

  static double of(double red, double green, double blue) {
    return (2125.0 * red + 7154.0 * green + 721.0 * blue) / 10000.0;
  }

  /**
   * Colours side by side to gray values.
   *
   * @param values red, green, blue and perhaps opacity of each pixel
   * @param components 2 (gray and opacity), 3 or 4
   * @param opaque the value of full opacity
   */
  static float[] of(float[] values, int components, double opaque) {
    float[] gray = new float[values.length / components];
    for (int i = 0; i < gray.length; i++) {
      int at = i * components;
      double v = components == 2 ? values[at] : of(values[at], values[at + 1], values[at + 2]);
      if (components != 3) {
        v *= values[at + components - 1] / opaque;
      }
      gray[i] = (float) v;
    }
    return gray;
  }
}
