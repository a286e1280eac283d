package org.jelastix.runtime;

import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.AffineMap;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;

/** The affine map that undoes a transform best. */
final class AffineFit {
  /** Points along the longest axis of the lattice on which maps are compared. */
  private static final int POINTS = 16;

  private AffineFit() {}

  /**
   * L with the least sum of |L(T(x)) - x|² over a lattice of points x; the inverse itself if T is
   * affine.
   *
   * @param transform T
   * @param grid in whose box the lattice lies
   * @throws RegistrationException if T maps the box onto less than it has dimensions
   */
  static AffineMap inverse(Transform transform, ImageGrid grid) {
    int dim = grid.dimension();
    int n = dim + 1;
    double[] center = grid.center();
    double[][] normal = new double[n][n + dim];
    PointBatch x = lattice(grid);
    PointBatch y = new PointBatch(dim, x.capacity());
    TransformKernel kernel = transform.kernel();
    kernel.forward(x, y);
    double[] row = new double[n + dim];
    for (int i = 0; i < x.size(); i++) {
      for (int d = 0; d < dim; d++) {
        row[d] = y.axis(d)[i] - center[d];
        row[n + d] = x.axis(d)[i] - center[d];
      }
      row[dim] = 1;
      for (int r = 0; r < n; r++) {
        for (int c = 0; c < n + dim; c++) {
          normal[r][c] += row[r] * row[c];
        }
      }
    }
    solve(normal, n);
    double[] matrix = new double[dim * dim];
    double[] offset = new double[dim];
    for (int r = 0; r < dim; r++) {
      offset[r] = center[r] + normal[dim][n + r];
      for (int c = 0; c < dim; c++) {
        matrix[r * dim + c] = normal[c][n + r];
        offset[r] -= matrix[r * dim + c] * center[c];
      }
    }
    return new AffineMap(matrix, offset);
  }

  /** At most {@link #POINTS} voxel centres along each axis, from border to border. */
  private static PointBatch lattice(ImageGrid grid) {
    int dim = grid.dimension();
    int most = dim == 4 ? POINTS / 2 : POINTS;
    int[] counts = new int[dim];
    int total = 1;
    for (int d = 0; d < dim; d++) {
      counts[d] = Math.min(most, grid.size(d));
      total *= counts[d];
    }
    PointBatch points = new PointBatch(dim, total);
    points.resize(total);
    double[] p = new double[dim];
    for (int i = 0; i < total; i++) {
      int rest = i;
      for (int d = 0; d < dim; d++) {
        int k = rest % counts[d];
        rest /= counts[d];
        p[d] = counts[d] == 1 ? 0 : (double) k * (grid.size(d) - 1) / (counts[d] - 1);
      }
      grid.voxelToWorld(p, p);
      for (int d = 0; d < dim; d++) {
        points.axis(d)[i] = p[d];
      }
    }
    return points;
  }

  /** By Gauss–Jordan elimination with pivoting. */
  private static void solve(double[][] m, int n) {
    double largest = 0;
    for (int r = 0; r < n; r++) {
      largest = Math.max(largest, m[r][r]);
    }
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int r = c + 1; r < n; r++) {
        if (Math.abs(m[r][c]) > Math.abs(m[pivot][c])) {
          pivot = r;
        }
      }
      if (!(Math.abs(m[pivot][c]) > 1e-12 * largest)) {
        throw new RegistrationException(
            "the transform has no inverse: it maps the image onto a plane, a line or a point");
      }
      double[] swap = m[c];
      m[c] = m[pivot];
      m[pivot] = swap;
      for (int r = 0; r < n; r++) {
        if (r == c) {
          continue;
        }
        double factor = m[r][c] / m[c][c];
        for (int k = c; k < m[r].length; k++) {
          m[r][k] -= factor * m[c][k];
        }
      }
      for (int k = m[c].length - 1; k >= c; k--) {
        m[c][k] /= m[c][c];
      }
    }
  }
}
