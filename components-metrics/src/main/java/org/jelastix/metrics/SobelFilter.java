package org.jelastix.metrics;

import org.jelastix.api.RegistrationException;

/**
 * Sobel's derivative along one axis of a 2-D or 3-D image, whose border voxels are repeated
 * outside; unnormalised: differences of neighbours two apart, weighted 1 2 1 across in 2-D and 1 3
 * 1, 3 6 3, 1 3 1 in 3-D.
 */
final class SobelFilter {
  private final int[] size;

  /**
   * @param size of the images
   * @throws RegistrationException if they are neither 2-D nor 3-D
   */
  SobelFilter(int[] size) {
    if (size.length != 2 && size.length != 3) {
      throw new RegistrationException(
          "Sobel filters are for images of 2 or 3 dimensions, not " + size.length);
    }
    this.size = size.clone();
  }

  /** The derivative along an axis, one value a voxel. */
  double[] along(int axis, float[] values) {
    double[] out = new double[values.length];
    int dim = size.length;
    int sx = size[0];
    int sy = size[1];
    int sz = dim == 3 ? size[2] : 1;
    int depth = dim == 3 ? 1 : 0;
    for (int z = 0; z < sz; z++) {
      for (int y = 0; y < sy; y++) {
        for (int x = 0; x < sx; x++) {
          double sum = 0;
          for (int c = -depth; c <= depth; c++) {
            int row = clamp(z + c, sz) * sy;
            for (int b = -1; b <= 1; b++) {
              int line = (row + clamp(y + b, sy)) * sx;
              for (int a = -1; a <= 1; a++) {
                int sign = axis == 0 ? a : axis == 1 ? b : c;
                if (sign != 0) {
                  sum += sign * across(axis, a, b, c) * values[line + clamp(x + a, sx)];
                }
              }
            }
          }
          out[(z * sy + y) * sx + x] = sum;
        }
      }
    }
    return out;
  }

  private double across(int axis, int a, int b, int c) {
    int first = Math.abs(axis == 0 ? b : a);
    if (size.length == 2) {
      return first == 0 ? 2 : 1;
    }
    int off = first + Math.abs(axis == 2 ? b : c);
    return off == 0 ? 6 : off == 1 ? 3 : 1;
  }

  private static int clamp(int at, int size) {
    return Math.max(0, Math.min(size - 1, at));
  }
}
