package org.jelastix.images.interpolation;

import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parallel.Parallel;

/**
 * The control points of a spline that passes through the voxels of an image: as many as voxels, in
 * the same order, continued beyond the image by mirroring at the centres of its outermost voxels.
 *
 * <p>Exactly one of the arrays is set. Immutable by agreement.
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
record SplineCoefficients(ImageGrid grid, int order, float[] floats, double[] doubles) {

  /**
   * The coefficients of an image, in its own precision.
   *
   * @param image scalar
   * @param order 0 to 5
   * @param parallel splits the filtering
   */
  static SplineCoefficients of(Image image, int order, Parallel parallel) {
    return image.isFloat()
        ? ofFloat(image, order, parallel)
        : new SplineCoefficients(
            image.grid(),
            order,
            null,
            order < 2
                ? image.doubles()
                : SplinePrefilter.filter(image.grid(), image.doubles(), order, parallel));
  }

  /**
   * The coefficients of an image, in single precision.
   *
   * @param image scalar
   * @param order 0 to 5
   * @param parallel splits the filtering
   */
  static SplineCoefficients ofFloat(Image image, int order, Parallel parallel) {
    float[] data = image.floats();
    return new SplineCoefficients(
        image.grid(),
        order,
        order < 2 ? data : SplinePrefilter.filter(image.grid(), data, order, parallel),
        null);
  }

  /**
   * One coefficient.
   *
   * @param i its number in memory order
   */
  double get(int i) {
    return floats != null ? floats[i] : doubles[i];
  }

  /**
   * The voxel whose coefficient stands for a position on or beyond the edge.
   *
   * @param i any whole voxel coordinate
   * @param size voxels along the axis
   */
  static int mirror(int i, int size) {
    if (i >= 0 && i < size) {
      return i;
    }
    if (size == 1) {
      return 0;
    }
    int period = 2 * (size - 1);
    int j = Math.floorMod(i, period);
    return j < size ? j : period - j;
  }
}
