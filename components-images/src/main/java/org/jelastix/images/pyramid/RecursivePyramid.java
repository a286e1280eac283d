package org.jelastix.images.pyramid;

import java.util.Objects;
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
    Objects.checkIndex(level, factors.length);
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
    float[] values = from.floats();
    int[] size = grid.size();
    for (int d = by.length - 1; d >= 0; d--) {
      if (by[d] != 1 || smoothAlways || target.grid().size(d) != size[d]) {
        values = alongAxis(d, by[d], smoothAlways, target, values, size);
        size[d] = target.grid().size(d);
      }
    }
    return Image.of(target.grid(), values).storedAs(image.storedType());
  }

  /** Single precision between the axes, as in ITK's filter. */
  private float[] alongAxis(
      int axis, int by, boolean smoothAlways, ShrunkGrid target, float[] values, int[] size) {
    Decimation[] axes = new Decimation[size.length];
    for (int d = 0; d < axes.length; d++) {
      axes[d] = Decimation.pick(0, 1, size[d]);
    }
    int first = target.first()[axis];
    int count = target.grid().size(axis);
    if (by == 1 && !smoothAlways) {
      axes[axis] = Decimation.pick(first, 1, count);
    } else {
      double sigma = 0.5 * by;
      double[] kernel = GaussianKernel.of(sigma * sigma, MAXIMUM_ERROR, MAXIMUM_WIDTH);
      axes[axis] = new Decimation(kernel, first - kernel.length / 2, by, count);
    }
    return Decimation.apply(values, size, axes, parallel);
  }
}
