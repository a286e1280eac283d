package org.jelastix.images.pyramid;

import java.util.Optional;
import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.spi.PyramidContext;
import org.jelastix.images.filter.Decimation;
import org.jelastix.images.filter.RecursiveGaussian;

/** Smooths with any Gaussian, then makes the image smaller by any factors, each on its own. */
final class GenericPyramid implements ImagePyramid {
  private final Image image;
  private final int[][] factors;
  private final double[][] sigmas;
  private final boolean shrink;
  private final Parallel parallel;

  /**
   * @param image scalar
   * @param factors at least 1, never growing; one array a level
   * @param smoothing standard deviations in mm, one array a level; if empty, half the size of the
   *     larger voxels, and nothing at all where no level is made smaller
   * @param shrink whether to leave out voxels rather than interpolate
   * @param parallel splits the work
   */
  GenericPyramid(
      Image image,
      int[][] factors,
      Optional<double[][]> smoothing,
      boolean shrink,
      Parallel parallel) {
    this.image = image;
    this.factors = factors;
    this.sigmas =
        smoothing.map(GenericPyramid::descending).orElseGet(() -> defaults(image.grid(), factors));
    this.shrink = shrink;
    this.parallel = parallel;
  }

  /**
   * As the parameters say.
   *
   * @param names of the parameters
   * @param context of the use
   */
  static GenericPyramid of(PyramidParameters names, PyramidContext context) {
    int dimension = context.image().grid().dimension();
    return new GenericPyramid(
        context.image(),
        Schedule.descending(names.rescaleSchedule(context.parameters(), dimension)),
        names.smoothingSchedule(context.parameters(), dimension),
        PyramidParameters.usesShrinking(context.parameters()),
        context.parallel());
  }

  private static double[][] descending(double[][] sigmas) {
    double[][] out = new double[sigmas.length][];
    for (int level = 0; level < out.length; level++) {
      out[level] = sigmas[level].clone();
      for (int d = 0; d < out[level].length && level > 0; d++) {
        out[level][d] = Math.min(out[level][d], out[level - 1][d]);
      }
    }
    return out;
  }

  private static double[][] defaults(ImageGrid grid, int[][] factors) {
    int levels = factors.length;
    double[][] out = new double[levels][grid.dimension()];
    boolean rescales = false;
    for (int[] level : factors) {
      rescales |= !Schedule.isAllOnes(level);
    }
    for (int level = 0; rescales && level < levels; level++) {
      for (int d = 0; d < grid.dimension(); d++) {
        boolean untouched = factors[level][d] == 1 && level == levels - 1;
        out[level][d] = untouched ? 0 : 0.5 * factors[level][d] * grid.spacing(d);
      }
    }
    return out;
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
    Image smooth = smoothed(sigmas[level]);
    if (Schedule.isAllOnes(factors[level])) {
      return smooth;
    }
    return shrink
        ? ShrinkingPyramid.shrunk(smooth, factors[level], parallel)
        : resampled(smooth, factors[level]);
  }

  /** The last axis first, then the others in order. */
  private Image smoothed(double[] sigma) {
    ImageGrid grid = image.grid();
    int dim = grid.dimension();
    float[] values = null;
    for (int i = 0; i < dim; i++) {
      int d = (i + dim - 1) % dim;
      if (sigma[d] > 0) {
        float[] from = values == null ? image.floats() : values;
        values = values == null ? new float[from.length] : values;
        new RecursiveGaussian(sigma[d] / grid.spacing(d))
            .smooth(from, values, grid.size(), d, parallel);
      }
    }
    return values == null ? image : Image.of(grid, values).storedAs(image.storedType());
  }

  /**
   * Linear interpolation at the centres of blocks of voxels: for odd factors these are voxels, for
   * even ones they lie midway between two.
   */
  private Image resampled(Image from, int[] by) {
    ImageGrid grid = from.grid();
    int dim = grid.dimension();
    int[] size = new int[dim];
    double[] spacing = new double[dim];
    double[] centre = new double[dim];
    Decimation[] axes = new Decimation[dim];
    for (int d = 0; d < dim; d++) {
      size[d] = Math.max(1, grid.size(d) / by[d]);
      spacing[d] = grid.spacing(d) * by[d];
      centre[d] = 0.5 * (by[d] - 1);
      axes[d] =
          by[d] % 2 == 1
              ? Decimation.pick(by[d] / 2, by[d], size[d])
              : new Decimation(new double[] {0.5, 0.5}, by[d] / 2 - 1, by[d], size[d]);
    }
    grid.voxelToWorld(centre, centre);
    float[] values = Decimation.apply(from.floats(), grid.size(), axes, parallel);
    return Image.of(new ImageGrid(size, spacing, centre, grid.direction()), values)
        .storedAs(image.storedType());
  }
}
