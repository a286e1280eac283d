package org.jelastix.images.interpolation;

import static org.jelastix.api.numeric.Fused.fma;

/**
 * Values of a spline of order 3 on an image of three dimensions, for large batches of points that
 * lie close together, such as those of a box of voxels that is resampled.
 *
 * <p>The coefficients around the points are copied into a block first, in double precision and with
 * mirrored ones where they lie beyond an edge. The sums over 64 coefficients then come from memory
 * that is in cache, convert nothing, and need no case of their own near edges: one straight method,
 * which even the quick compiler compiles well.
 *
 * <p>Cells are those that hold the exact position. {@link SplineWeights#cell} takes the next one
 * for a position within rounding of a knot, but there the two neighbouring polynomials agree.
 */
final class SplineBlock3D {
  /** Smaller batches are not worth a block. */
  private static final int LARGE = 1024;

  /** Points evaluated in one call, so that a newly compiled loop is soon taken up. */
  private static final int TILE = 256;

  /** Most coefficients a point in a block. */
  private static final int SPREAD = 8;

  private final float[] c;
  private final int[] size;
  private final int[] from = new int[3];
  private final int[] count = new int[3];
  private int[] columns = new int[0];
  private double[] block = new double[0];

  /**
   * One thread's worker.
   *
   * @param coefficients in single precision, of order 3 and three dimensions
   */
  SplineBlock3D(SplineCoefficients coefficients) {
    this.c = coefficients.floats();
    this.size = coefficients.size();
  }

  /**
   * Values at points, if they are many and close together.
   *
   * @param voxel one array an axis, voxel coordinates
   * @param n number of points
   * @param inside which points lie in the box; the others are left alone
   * @param values out, one a point
   * @return whether the values are there
   */
  boolean tryValues(double[][] voxel, int n, boolean[] inside, double[] values) {
    if (n < LARGE) {
      return false;
    }
    long volume = 1;
    for (int d = 0; d < 3; d++) {
      findRange(voxel[d], n, inside, d);
      volume *= count[d];
    }
    if (volume > (long) SPREAD * n) {
      return false;
    }
    fill((int) volume);
    for (int start = 0; start < n; start += TILE) {
      evaluate(voxel[0], voxel[1], voxel[2], start, Math.min(n, start + TILE), inside, values);
    }
    return true;
  }

  private void evaluate(
      double[] x, double[] y, double[] z, int start, int end, boolean[] inside, double[] values) {
    int strideY = count[0];
    int strideZ = strideY * count[1];
    for (int i = start; i < end; i++) {
      if (inside[i]) {
        values[i] = value(block, strideY, strideZ, x[i] - from[0], y[i] - from[1], z[i] - from[2]);
      }
    }
  }

  /** The control points that the points inside need along one axis; none if there are none. */
  private void findRange(double[] x, int n, boolean[] inside, int d) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        double position = x[i];
        if (position < low) {
          low = position;
        }
        if (position > high) {
          high = position;
        }
      }
    }
    from[d] = 0;
    count[d] = 0;
    if (low <= high) {
      from[d] = (int) Math.floor(low) - 1;
      count[d] = (int) Math.floor(high) + 3 - from[d];
    }
  }

  private void fill(int volume) {
    if (block.length < volume) {
      block = new double[volume + volume / 4];
    }
    int width = count[0];
    if (columns.length < width) {
      columns = new int[2 * width];
    }
    for (int x = 0; x < width; x++) {
      columns[x] = SplineCoefficients.mirror(from[0] + x, size[0]);
    }
    for (int z = 0; z < count[2]; z++) {
      fillPlane(SplineCoefficients.mirror(from[2] + z, size[2]) * size[1], z * count[1] * width);
    }
  }

  private void fillPlane(int plane, int first) {
    int width = count[0];
    for (int y = 0, at = first; y < count[1]; y++, at += width) {
      int row = (plane + SplineCoefficients.mirror(from[1] + y, size[1])) * size[0];
      copy(c, row, columns, block, at, width);
    }
  }

  private static void copy(float[] from, int first, int[] columns, double[] to, int at, int n) {
    for (int k = 0; k < n; k++) {
      to[at + k] = from[first + columns[k]];
    }
  }

  /** Σ_klm w_k(x) w_l(y) w_m(z) c_klm, at a position counted from the first coefficient. */
  private static double value(double[] c, int strideY, int strideZ, double x, double y, double z) {
    int cellX = (int) x;
    int cellY = (int) y;
    int cellZ = (int) z;
    // The weights of SplineWeights.cubic.
    double t = x - cellX;
    double s = 1 - t;
    double x0 = s * s * s * (1.0 / 6);
    double x1 = 2.0 / 3 - t * t * (1 - 0.5 * t);
    double x3 = t * t * t * (1.0 / 6);
    double x2 = 1 - x0 - x1 - x3;
    t = y - cellY;
    s = 1 - t;
    double y0 = s * s * s * (1.0 / 6);
    double y1 = 2.0 / 3 - t * t * (1 - 0.5 * t);
    double y3 = t * t * t * (1.0 / 6);
    double y2 = 1 - y0 - y1 - y3;
    t = z - cellZ;
    s = 1 - t;
    double z0 = s * s * s * (1.0 / 6);
    double z1 = 2.0 / 3 - t * t * (1 - 0.5 * t);
    double z3 = t * t * t * (1.0 / 6);
    double z2 = 1 - z0 - z1 - z3;
    int at = (cellZ - 1) * strideZ + (cellY - 1) * strideY + cellX - 1;
    double p0 = plane(c, at, strideY, x0, x1, x2, x3, y0, y1, y2, y3);
    at += strideZ;
    double p1 = plane(c, at, strideY, x0, x1, x2, x3, y0, y1, y2, y3);
    at += strideZ;
    double p2 = plane(c, at, strideY, x0, x1, x2, x3, y0, y1, y2, y3);
    at += strideZ;
    double p3 = plane(c, at, strideY, x0, x1, x2, x3, y0, y1, y2, y3);
    return fma(z3, p3, fma(z2, p2, fma(z1, p1, z0 * p0)));
  }

  private static double plane(
      double[] c,
      int at,
      int strideY,
      double x0,
      double x1,
      double x2,
      double x3,
      double y0,
      double y1,
      double y2,
      double y3) {
    int b = at + strideY;
    int d = b + strideY;
    int e = d + strideY;
    double r0 = fma(x3, c[at + 3], fma(x2, c[at + 2], fma(x1, c[at + 1], x0 * c[at])));
    double r1 = fma(x3, c[b + 3], fma(x2, c[b + 2], fma(x1, c[b + 1], x0 * c[b])));
    double r2 = fma(x3, c[d + 3], fma(x2, c[d + 2], fma(x1, c[d + 1], x0 * c[d])));
    double r3 = fma(x3, c[e + 3], fma(x2, c[e + 2], fma(x1, c[e + 1], x0 * c[e])));
    return fma(y3, r3, fma(y2, r2, fma(y1, r1, y0 * r0)));
  }
}
