package org.jelastix.runtime;

import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.image.GridBoxes;
import org.jelastix.api.image.ImageGrid;

/** Makes the determinants of spatial Jacobians. */
final class DeterminantSource extends JacobianSource {
  private final int dimension;

  DeterminantSource(ImageGrid grid, SpatialKernel kernel) {
    super(grid, kernel);
    this.dimension = grid.dimension();
  }

  @Override
  void fill(GridBoxes.Box box, double[][] derivatives, int n, float[][] values) {
    double[] result = derivatives[0];
    if (dimension == 3) {
      determinants3(derivatives, result, n);
    } else {
      double[] matrix = new double[derivatives.length];
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < matrix.length; k++) {
          matrix[k] = derivatives[k][i];
        }
        result[i] = determinant(matrix, dimension);
      }
    }
    put(result, box, values[0]);
  }

  /** Along the first row. Its entries are overwritten. */
  private static void determinants3(double[][] m, double[] out, int n) {
    timesMinor(m[0], m[4], m[8], m[5], m[7], n);
    timesMinor(m[1], m[5], m[6], m[3], m[8], n);
    timesMinor(m[2], m[3], m[7], m[4], m[6], n);
    for (int i = 0; i < n; i++) {
      out[i] = m[0][i] + m[1][i] + m[2][i];
    }
  }

  /** a = a · (b c − d e). */
  private static void timesMinor(
      double[] a, double[] b, double[] c, double[] d, double[] e, int n) {
    for (int i = 0; i < n; i++) {
      a[i] *= b[i] * c[i] - d[i] * e[i];
    }
  }

  /** By Gaussian elimination with pivoting; destroys the matrix. */
  static double determinant(double[] m, int n) {
    if (n == 1) {
      return m[0];
    }
    if (n == 2) {
      return m[0] * m[3] - m[1] * m[2];
    }
    if (n == 3) {
      return m[0] * (m[4] * m[8] - m[5] * m[7])
          - m[1] * (m[3] * m[8] - m[5] * m[6])
          + m[2] * (m[3] * m[7] - m[4] * m[6]);
    }
    double determinant = 1;
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int r = c + 1; r < n; r++) {
        if (Math.abs(m[r * n + c]) > Math.abs(m[pivot * n + c])) {
          pivot = r;
        }
      }
      if (m[pivot * n + c] == 0) {
        return 0;
      }
      if (pivot != c) {
        determinant = -determinant;
        for (int k = 0; k < n; k++) {
          double swap = m[c * n + k];
          m[c * n + k] = m[pivot * n + k];
          m[pivot * n + k] = swap;
        }
      }
      determinant *= m[c * n + c];
      for (int r = c + 1; r < n; r++) {
        double factor = m[r * n + c] / m[c * n + c];
        for (int k = c; k < n; k++) {
          m[r * n + k] -= factor * m[c * n + k];
        }
      }
    }
    return determinant;
  }
}
