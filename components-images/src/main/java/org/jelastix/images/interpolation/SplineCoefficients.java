package org.jelastix.images.interpolation;

import java.util.Arrays;
import org.jelastix.api.image.Image;
import org.jelastix.api.parallel.Parallel;

/**
 * The control points of a spline that passes through the voxels of an image, or of a stack of
 * splines through the images along its last axis: as many as voxels, in the same order, continued
 * beyond an image by mirroring at the centres of its outermost voxels.
 *
 * <p>Exactly one of the arrays is set. Immutable by agreement.
 *
 * @param size control points along each axis of one spline
 * @param order 0 to 5
 * @param floats all control points, or null
 * @param doubles all control points, or null
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
record SplineCoefficients(int[] size, int order, float[] floats, double[] doubles) {

  /**
   * The coefficients of an image, in its own precision.
   *
   * @param image scalar
   * @param order 0 to 5
   * @param parallel splits the filtering
   */
  static SplineCoefficients of(Image image, int order, Parallel parallel) {
    return of(image, image.isFloat(), image.grid().dimension(), order, parallel);
  }

  /**
   * The coefficients of an image, in single precision.
   *
   * @param image scalar
   * @param order 0 to 5
   * @param parallel splits the filtering
   */
  static SplineCoefficients ofFloat(Image image, int order, Parallel parallel) {
    return of(image, true, image.grid().dimension(), order, parallel);
  }

  /**
   * The coefficients of the images along the last axis, one by one.
   *
   * @param image scalar, of at least two dimensions
   * @param order 0 to 5
   * @param parallel splits the filtering
   */
  static SplineCoefficients ofSlices(Image image, int order, Parallel parallel) {
    return of(image, image.isFloat(), image.grid().dimension() - 1, order, parallel);
  }

  private static SplineCoefficients of(
      Image image, boolean single, int axes, int order, Parallel parallel) {
    int[] all = image.grid().size();
    int[] size = Arrays.copyOf(all, axes);
    if (single) {
      float[] data = image.floats();
      return new SplineCoefficients(
          size,
          order,
          order < 2 ? data : SplinePrefilter.filter(all, axes, data, order, parallel),
          null);
    }
    double[] data = image.doubles();
    return new SplineCoefficients(
        size,
        order,
        null,
        order < 2 ? data : SplinePrefilter.filter(all, axes, data, order, parallel));
  }

  /** Steps in memory along each axis. */
  int[] strides() {
    int[] strides = new int[size.length];
    int stride = 1;
    for (int d = 0; d < size.length; d++) {
      strides[d] = stride;
      stride *= size[d];
    }
    return strides;
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
