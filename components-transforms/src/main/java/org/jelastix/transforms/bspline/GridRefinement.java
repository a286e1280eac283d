package org.jelastix.transforms.bspline;

import java.util.Arrays;
import org.jelastix.api.image.ImageGrid;

/**
 * Carries the coefficients of one control point grid over to another: the coarse field is sampled
 * at the new control points, and the samples are turned into coefficients of an interpolating
 * spline by recursive filtering (M. Unser, A. Aldroubi, M. Eden, "B-spline signal processing: part
 * II", IEEE Trans. Signal Processing 41(2), 1993).
 *
 * <p>Both steps mirror at the ends of the grid, samples beyond the coarse grid are 0, and the
 * sampling treats the coefficients as those of a cubic spline whatever their order is, all of which
 * elastix does. So for orders 1 and 2 the field gets smoother on its way.
 *
 * <p>As the axes of both grids have the same directions, both steps go axis by axis. Along one axis
 * they take rows: all control points with the same index along it that lie side by side in memory.
 */
public final class GridRefinement {
  private static final int SAMPLING_ORDER = 3;
  private static final int TAPS = SAMPLING_ORDER + 1;
  private static final double TOLERANCE = 1e-10;

  private final ImageGrid from;
  private final ImageGrid to;
  private final int order;

  /**
   * @param from the grid that there are coefficients of
   * @param to the grid that wants coefficients
   * @param order of the splines of both
   * @throws IllegalArgumentException if the directions of the grids differ
   */
  public GridRefinement(ImageGrid from, ImageGrid to, int order) {
    if (!Arrays.equals(from.direction(), to.direction())) {
      throw new IllegalArgumentException("directions differ: " + from + " and " + to);
    }
    this.from = from;
    this.to = to;
    this.order = order;
  }

  /**
   * The coefficients on the new grid; a copy if the grids are equal.
   *
   * @param coefficients dim times as many as control points, axis after axis
   */
  public double[] apply(double[] coefficients) {
    if (from.equals(to)) {
      return coefficients.clone();
    }
    int dim = from.dimension();
    int[] size = from.size();
    double[] values = coefficients;
    for (int axis = 0; axis < dim; axis++) {
      values = sample(values, size, axis);
      size[axis] = to.size(axis);
    }
    if (order > 1) {
      for (int axis = 0; axis < dim; axis++) {
        decompose(values, size, axis);
      }
    }
    return values;
  }

  /** How many control points lie side by side with the same index along an axis. */
  private static int row(int[] size, int axis) {
    int row = 1;
    for (int d = 0; d < axis; d++) {
      row *= size[d];
    }
    return row;
  }

  /** Samples the spline at the new control points along one axis. */
  private double[] sample(double[] c, int[] size, int axis) {
    int n = size[axis];
    int m = to.size(axis);
    int row = row(size, axis);
    int blocks = c.length / (n * row);
    double[] out = new double[blocks * m * row];
    int[] taps = new int[TAPS];
    double[] weights = new double[TAPS];
    for (int j = 0; j < m; j++) {
      double x = position(j, axis);
      if (!(x >= -0.5 && x < n - 0.5)) {
        continue;
      }
      double cell = Math.floor(x) - 1;
      SplineBasis.value(SAMPLING_ORDER, x - 1 - cell, weights, 0);
      for (int k = 0; k < TAPS; k++) {
        taps[k] = mirrored((int) cell + k, n);
      }
      for (int block = 0; block < blocks; block++) {
        for (int k = 0; k < TAPS; k++) {
          int at = (block * n + taps[k]) * row;
          TileLoops.addScaled(weights[k], c, at, out, (block * m + j) * row, row);
        }
      }
    }
    return out;
  }

  /** Of a new control point along an axis, in the old grid. */
  private double position(int index, int axis) {
    double[] x = new double[from.dimension()];
    x[axis] = index;
    to.voxelToWorld(x, x);
    from.worldToVoxel(x, x);
    return x[axis];
  }

  private static int mirrored(int index, int size) {
    if (size == 1) {
      return 0;
    }
    int m = Math.floorMod(index, 2 * (size - 1));
    return m < size ? m : 2 * (size - 1) - m;
  }

  /** Replaces samples by coefficients, along one axis. */
  private void decompose(double[] data, int[] size, int axis) {
    int n = size[axis];
    if (n == 1) {
      return;
    }
    double pole = order == 2 ? Math.sqrt(8) - 3 : Math.sqrt(3) - 2;
    int row = row(size, axis);
    for (int at = 0; at < data.length; at += n * row) {
      filter(data, at, n, row, pole);
    }
  }

  /** Filters n rows that follow each other. */
  private static void filter(double[] s, int at, int n, int row, double z) {
    TileLoops.scale((1 - z) * (1 - 1 / z), s, at, s, at, n * row);
    startCausal(s, at, n, row, z);
    for (int k = 1; k < n; k++) {
      TileLoops.addScaled(z, s, at + (k - 1) * row, s, at + k * row, row);
    }
    int last = at + (n - 1) * row;
    TileLoops.addScaled(z, s, last - row, s, last, row);
    TileLoops.scale(z / (z * z - 1), s, last, s, last, row);
    for (int k = n - 2; k >= 0; k--) {
      feedBack(s, at + k * row, row, z);
    }
  }

  /** The causal filter's first row if the signal is mirrored at both ends. */
  private static void startCausal(double[] s, int at, int n, int row, double z) {
    int horizon = (int) Math.ceil(Math.log(TOLERANCE) / Math.log(Math.abs(z)));
    double zn = z;
    if (horizon < n) {
      for (int k = 1; k < horizon; k++) {
        TileLoops.addScaled(zn, s, at + k * row, s, at, row);
        zn *= z;
      }
      return;
    }
    double back = Math.pow(z, n - 1);
    TileLoops.addScaled(back, s, at + (n - 1) * row, s, at, row);
    back *= back / z;
    for (int k = 1; k <= n - 2; k++) {
      TileLoops.addScaled(zn + back, s, at + k * row, s, at, row);
      zn *= z;
      back /= z;
    }
    TileLoops.scale(1 / (1 - zn * zn), s, at, s, at, row);
  }

  /** Of the anticausal filter, from the row that follows. */
  private static void feedBack(double[] s, int at, int row, double z) {
    for (int i = 0; i < row; i++) {
      s[at + i] = z * (s[at + row + i] - s[at + i]);
    }
  }
}
