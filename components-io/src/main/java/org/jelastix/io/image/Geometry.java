package org.jelastix.io.image;

import java.nio.file.Path;
import java.util.Arrays;
import org.jelastix.api.InputException;
import org.jelastix.api.image.ImageGrid;

/** From what headers say to an {@link ImageGrid}, with the liberties that ITK takes. */
final class Geometry {
  private Geometry() {}

  /**
   * A grid. An axis with negative spacing is turned round: its direction changes sign, as ITK does.
   *
   * @param file for messages
   * @param size voxels along each axis
   * @param spacing mm, not zero
   * @param origin mm
   * @param direction row-major, column j is the direction of axis j
   * @throws InputException if these are no grid
   */
  static ImageGrid grid(
      Path file, int[] size, double[] spacing, double[] origin, double[] direction) {
    int dim = size.length;
    double[] positive = spacing.clone();
    double[] turned = direction.clone();
    for (int c = 0; c < dim; c++) {
      if (spacing[c] < 0) {
        positive[c] = -spacing[c];
        for (int r = 0; r < dim; r++) {
          turned[r * dim + c] = 0 - turned[r * dim + c];
        }
      }
    }
    try {
      return new ImageGrid(size, positive, origin, turned);
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }

  /** The unit matrix, row-major. */
  static double[] identity(int dim) {
    double[] m = new double[dim * dim];
    for (int d = 0; d < dim; d++) {
      m[d * dim + d] = 1;
    }
    return m;
  }

  /** A row-major matrix with rows and columns exchanged. */
  static double[] transposed(double[] matrix, int dim) {
    double[] t = new double[dim * dim];
    for (int r = 0; r < dim; r++) {
      for (int c = 0; c < dim; c++) {
        t[c * dim + r] = matrix[r * dim + c];
      }
    }
    return t;
  }

  /**
   * Values that say 1 for each axis.
   *
   * @param dim number of axes
   */
  static double[] ones(int dim) {
    double[] v = new double[dim];
    Arrays.fill(v, 1);
    return v;
  }
}
