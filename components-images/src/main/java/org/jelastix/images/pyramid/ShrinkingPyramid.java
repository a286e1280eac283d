package org.jelastix.images.pyramid;

import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.image.Image;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.images.filter.Decimation;

/** Keeps every f-th voxel, without smoothing. */
final class ShrinkingPyramid implements ImagePyramid {
  private final Image image;
  private final int[][] factors;
  private final Parallel parallel;

  /**
   * @param image scalar
   * @param factors at least 1; one array a level
   * @param parallel splits the work
   */
  ShrinkingPyramid(Image image, int[][] factors, Parallel parallel) {
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
    return shrunk(image, factors[level], parallel);
  }

  /** Every f-th voxel of an image. */
  static Image shrunk(Image image, int[] by, Parallel parallel) {
    if (Schedule.isAllOnes(by)) {
      return image;
    }
    ShrunkGrid target = ShrunkGrid.of(image.grid(), by);
    Decimation[] axes = new Decimation[by.length];
    for (int d = 0; d < by.length; d++) {
      axes[d] = Decimation.pick(target.first()[d], by[d], target.grid().size(d));
    }
    float[] values = Decimation.apply(image.floats(), image.grid().size(), axes, parallel);
    return Image.of(target.grid(), values).storedAs(image.storedType());
  }
}
