package org.jelastix.transforms.bspline;

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
 */
public final class GridRefinement {
  private static final int SAMPLING_ORDER = 3;
  private static final double TOLERANCE = 1e-10;

  private final ImageGrid from;
  private final ImageGrid to;
  private final int order;

  /**
   * @param from the grid that there are coefficients of
   * @param to the grid that wants coefficients
   * @param order of the splines of both
   */
  public GridRefinement(ImageGrid from, ImageGrid to, int order) {
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
    int planes = coefficients.length / from.voxelCount();
    double[] out = new double[planes * to.voxelCount()];
    sample(coefficients, planes, out);
    int[] size = to.size();
    int[] strides = to.strides();
    for (int plane = 0; plane < planes; plane++) {
      for (int axis = 0; axis < dim; axis++) {
        decompose(out, plane * to.voxelCount(), size, strides, axis);
      }
    }
    return out;
  }

  private void sample(double[] c, int planes, double[] out) {
    int dim = from.dimension();
    int support = SAMPLING_ORDER + 1;
    int rows = (int) Math.pow(support, dim - 1);
    int[] size = from.size();
    int[] strides = from.strides();
    int[][] taps = new int[dim][support];
    double[][] weights = new double[dim][support];
    double[] x = new double[dim];
    int[] voxel = new int[dim];
    int[] digits = new int[dim];
    for (int v = 0; v < to.voxelCount(); v++) {
      for (int d = 0; d < dim; d++) {
        x[d] = voxel[d];
      }
      to.voxelToWorld(x, x);
      from.worldToVoxel(x, x);
      boolean inside = true;
      for (int d = 0; d < dim; d++) {
        inside &= x[d] >= -0.5 && x[d] < size[d] - 0.5;
        double cell = Math.floor(x[d]) - 1;
        SplineBasis.value(SAMPLING_ORDER, x[d] - 1 - cell, weights[d], 0);
        for (int k = 0; inside && k < support; k++) {
          taps[d][k] = mirrored((int) cell + k, size[d]) * strides[d];
        }
      }
      if (inside) {
        java.util.Arrays.fill(digits, 0);
        for (int row = 0; row < rows; row++) {
          int offset = 0;
          double weight = 1;
          for (int d = 1; d < dim; d++) {
            offset += taps[d][digits[d]];
            weight *= weights[d][digits[d]];
          }
          for (int plane = 0; plane < planes; plane++) {
            int at = plane * from.voxelCount() + offset;
            double sum = 0;
            for (int k = 0; k < support; k++) {
              sum += weights[0][k] * c[at + taps[0][k]];
            }
            out[plane * to.voxelCount() + v] += weight * sum;
          }
          for (int d = 1; d < dim && ++digits[d] == support; d++) {
            digits[d] = 0;
          }
        }
      }
      for (int d = 0; d < dim && ++voxel[d] == to.size(d); d++) {
        voxel[d] = 0;
      }
    }
  }

  private static int mirrored(int index, int size) {
    if (size == 1) {
      return 0;
    }
    int m = Math.floorMod(index, 2 * (size - 1));
    return m < size ? m : 2 * (size - 1) - m;
  }

  /** Replaces samples by coefficients, along one axis of one plane. */
  private void decompose(double[] data, int base, int[] size, int[] strides, int axis) {
    int n = size[axis];
    double pole;
    switch (order) {
      case 2 -> pole = Math.sqrt(8) - 3;
      case 3 -> pole = Math.sqrt(3) - 2;
      default -> {
        return;
      }
    }
    if (n == 1) {
      return;
    }
    int total = 1;
    for (int s : size) {
      total *= s;
    }
    int stride = strides[axis];
    double[] line = new double[n];
    for (int start = 0; start < total; start++) {
      if (start / stride % n == 0) {
        for (int k = 0; k < n; k++) {
          line[k] = data[base + start + k * stride];
        }
        filter(line, pole);
        for (int k = 0; k < n; k++) {
          data[base + start + k * stride] = line[k];
        }
      }
    }
  }

  private static void filter(double[] s, double z) {
    int n = s.length;
    double gain = (1 - z) * (1 - 1 / z);
    for (int k = 0; k < n; k++) {
      s[k] *= gain;
    }
    s[0] = firstCausal(s, z);
    for (int k = 1; k < n; k++) {
      s[k] += z * s[k - 1];
    }
    s[n - 1] = z / (z * z - 1) * (z * s[n - 2] + s[n - 1]);
    for (int k = n - 2; k >= 0; k--) {
      s[k] = z * (s[k + 1] - s[k]);
    }
  }

  /** The causal filter's first value if the signal is mirrored at both ends. */
  private static double firstCausal(double[] s, double z) {
    int n = s.length;
    int horizon = (int) Math.ceil(Math.log(TOLERANCE) / Math.log(Math.abs(z)));
    double zn = z;
    if (horizon < n) {
      double sum = s[0];
      for (int k = 1; k < horizon; k++) {
        sum += zn * s[k];
        zn *= z;
      }
      return sum;
    }
    double back = Math.pow(z, n - 1);
    double sum = s[0] + back * s[n - 1];
    back *= back / z;
    for (int k = 1; k <= n - 2; k++) {
      sum += (zn + back) * s[k];
      zn *= z;
      back /= z;
    }
    return sum / (1 - zn * zn);
  }
}
