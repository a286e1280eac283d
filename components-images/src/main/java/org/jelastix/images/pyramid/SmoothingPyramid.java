package org.jelastix.images.pyramid;

import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.image.Image;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.images.filter.RecursiveGaussian;

/**
 * Smooths with a Gaussian of standard deviation f/2 voxels along each axis, and keeps the size.
 * Factor 1 still smooths, also at the finest level; factor 0 does not.
 */
final class SmoothingPyramid implements ImagePyramid {
  private final Image image;
  private final int[][] factors;
  private final Parallel parallel;

  /**
   * @param image scalar
   * @param factors at least 0; one array a level
   * @param parallel splits the work
   */
  SmoothingPyramid(Image image, int[][] factors, Parallel parallel) {
    this.image = image;
    this.factors = factors;
    this.parallel = parallel;
  }

  @Override
  public int levels() {
    return factors.length;
  }

  @Override
  public double[] schedule(int level) {
    return Schedule.asDoubles(factors[level]);
  }

  @Override
  public Image level(int level) {
    int[] size = image.grid().size();
    float[] values = image.floats();
    float[] smooth = new float[values.length];
    for (int d = 0; d < size.length; d++) {
      if (factors[level][d] != 0) {
        new RecursiveGaussian(0.5 * factors[level][d]).smooth(values, smooth, size, d, parallel);
        values = smooth;
      }
    }
    return Image.of(image.grid(), values).storedAs(image.storedType());
  }
}
