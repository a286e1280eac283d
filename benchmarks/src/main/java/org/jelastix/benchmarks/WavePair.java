package org.jelastix.benchmarks;

import java.nio.file.Path;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.runtime.Images;

/**
 * Two images of waves with noise, the second moved a little: quick to make in any size, for
 * measurements that do not ask how good a registration is.
 *
 * @param fixed image file
 * @param moving image file
 */
record WavePair(Path fixed, Path moving) {
  private static final double WAVES = 9;
  private static final double SHIFT = 0.012;

  /** Writes the pair. */
  static WavePair generate(ImageGrid grid, Path folder) {
    WavePair pair = new WavePair(folder.resolve("fixed.mha"), folder.resolve("moving.mha"));
    Images images = Images.standard();
    images.write(waves(grid, 0, 1), pair.fixed, false);
    images.write(waves(grid, SHIFT, 2), pair.moving, false);
    return pair;
  }

  /** Values around 500, with {@value #WAVES} half waves along each axis. */
  private static Image waves(ImageGrid grid, double shift, int seed) {
    int dim = grid.dimension();
    double[][] wave = new double[dim][];
    for (int d = 0; d < dim; d++) {
      int n = grid.size(d);
      wave[d] = new double[n];
      for (int i = 0; i < n; i++) {
        double u = (double) i / n + (d + 1) * shift;
        wave[d][i] = StrictMath.sin(Math.PI * WAVES * u * (1 + 0.3 * u));
      }
    }
    float[] values = new float[grid.voxelCount()];
    int noise = seed;
    for (int i = 0; i < values.length; i++) {
      int rest = i;
      double product = 1;
      for (int d = 0; d < dim; d++) {
        product *= wave[d][rest % wave[d].length];
        rest /= wave[d].length;
      }
      // Xorshift (G. Marsaglia, 2003): noise that costs next to nothing.
      noise ^= noise << 13;
      noise ^= noise >>> 17;
      noise ^= noise << 5;
      values[i] = (float) (500 + 400 * product + (noise >> 26));
    }
    return Image.of(grid, values);
  }
}
