package org.jelastix.images.pyramid;

import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.images.filter.Decimation;
import org.jelastix.images.filter.GaussianKernel;

/**
 * Smooths with a discrete Gaussian of variance (f/2)² voxels², and keeps every f-th voxel. If the
 * factors allow, each level is made of the next finer one, by the ratio of their factors; otherwise
 * each is made of the image itself.
 */
final class RecursivePyramid implements ImagePyramid {
  /** The part of the Gaussian that is cut off: ITK's choice, which makes kernels very short. */
  private static final double MAXIMUM_ERROR = 0.1;

  private static final int MAXIMUM_WIDTH = 32;

  private final Image image;
  private final int[][] factors;
  private final Parallel parallel;

  /**
   * @param image scalar
   * @param factors at least 1, never growing; one array a level
   * @param parallel splits the work
   */
  RecursivePyramid(Image image, int[][] factors, Parallel parallel) {
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
    int finest = factors.length - 1;
    if (!Schedule.isDivisible(factors)) {
      return shrunk(image, factors[level], true);
    }
    Image current = shrunk(image, factors[finest], false);
    for (int l = finest - 1; l >= level; l--) {
      int[] ratio = new int[factors[l].length];
      for (int d = 0; d < ratio.length; d++) {
        ratio[d] = factors[l][d] / factors[l + 1][d];
      }
      current = shrunk(current, ratio, false);
    }
    return current;
  }

  /** Axes of factor 1 are smoothed too only when levels are made independently of each other. */
  private Image shrunk(Image from, int[] by, boolean smoothAlways) {
    if (Schedule.isAllOnes(by) && !smoothAlways) {
      return from;
    }
    ImageGrid grid = from.grid();
    ShrunkGrid target = ShrunkGrid.of(grid, by);
    Decimation[] axes = new Decimation[by.length];
    for (int d = 0; d < by.length; d++) {
      int first = target.first()[d];
      int count = target.grid().size(d);
      if (by[d] == 1 && !smoothAlways) {
        axes[d] = Decimation.pick(first, 1, count);
      } else {
        double sigma = 0.5 * by[d];
        double[] kernel = GaussianKernel.of(sigma * sigma, MAXIMUM_ERROR, MAXIMUM_WIDTH);
        axes[d] = new Decimation(kernel, first - kernel.length / 2, by[d], count);
      }
    }
    float[] values = Decimation.apply(from.floats(), grid.size(), axes, parallel);
    return Image.of(target.grid(), values).storedAs(image.storedType());
  }
}
