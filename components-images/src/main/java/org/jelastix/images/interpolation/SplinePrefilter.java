package org.jelastix.images.interpolation;

import java.util.Arrays;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.images.filter.LineFilter;
import org.jelastix.images.filter.Lines;

/**
 * Turns voxel values into B-spline coefficients by recursive filtering along each axis.
 *
 * <p>For each pole z of the order: c⁺(k) = s(k) + z·c⁺(k-1), then c(k) = z·(c(k+1) - c⁺(k)), with
 * gain (1-z)(1-1/z) and mirror boundaries; the causal start is summed until z^k falls below 1e-10,
 * as in ITK. M. Unser, "Splines: a perfect fit for signal and image processing", IEEE Signal
 * Processing Magazine 16(6), 1999, box 2.
 */
final class SplinePrefilter implements LineFilter {
  private static final double TOLERANCE = 1e-10;
  private static final int TILE = Lines.TILE;

  private final double[] poles;
  private final double gain;

  private SplinePrefilter(int order) {
    this.poles = poles(order);
    double g = 1;
    for (double z : poles) {
      g *= (1 - z) * (1 - 1 / z);
    }
    this.gain = g;
  }

  /**
   * Coefficients in single precision.
   *
   * @param size voxels along each axis
   * @param axes how many axes to filter, from the first on
   * @param values one a voxel, left as they are
   * @param order 2 to 5
   * @param parallel splits the work
   */
  static float[] filter(int[] size, int axes, float[] values, int order, Parallel parallel) {
    float[] out = values.clone();
    new SplinePrefilter(order).run(size, axes, parallel, out, null);
    return out;
  }

  /**
   * Coefficients in double precision.
   *
   * @param size voxels along each axis
   * @param axes how many axes to filter, from the first on
   * @param values one a voxel, left as they are
   * @param order 2 to 5
   * @param parallel splits the work
   */
  static double[] filter(int[] size, int axes, double[] values, int order, Parallel parallel) {
    double[] out = values.clone();
    new SplinePrefilter(order).run(size, axes, parallel, null, out);
    return out;
  }

  /** The roots inside the unit circle of the sampled B-spline's z-transform. */
  static double[] poles(int order) {
    return switch (order) {
      case 2 -> new double[] {Math.sqrt(8) - 3};
      case 3 -> new double[] {Math.sqrt(3) - 2};
      case 4 ->
          new double[] {
            Math.sqrt(664 - Math.sqrt(438976)) + Math.sqrt(304) - 19,
            Math.sqrt(664 + Math.sqrt(438976)) - Math.sqrt(304) - 19
          };
      case 5 ->
          new double[] {
            Math.sqrt(67.5 - Math.sqrt(4436.25)) + Math.sqrt(26.25) - 6.5,
            Math.sqrt(67.5 + Math.sqrt(4436.25)) - Math.sqrt(26.25) - 6.5
          };
      default -> throw new IllegalArgumentException("no poles for spline order " + order);
    };
  }

  private void run(int[] size, int axes, Parallel parallel, float[] floats, double[] doubles) {
    for (int axis = 0; axis < axes; axis++) {
      if (size[axis] > 1) {
        Lines lines = new Lines(size, axis);
        if (floats != null) {
          lines.filter(floats, () -> this, parallel);
        } else {
          lines.filter(doubles, () -> this, parallel);
        }
      }
    }
  }

  @Override
  public void filter(double[] c, int length) {
    multiply(c, length * TILE, gain);
    for (double z : poles) {
      startCausal(c, length, z);
      feedForward(c, length * TILE, z);
      int last = (length - 1) * TILE;
      double factor = z / (z * z - 1);
      for (int k = 0; k < TILE; k++) {
        c[last + k] = factor * (z * c[last - TILE + k] + c[last + k]);
      }
      feedBackward(c, last, z);
    }
  }

  // One short loop a step, along all lines at once: these become vector instructions.

  private static void multiply(double[] c, int n, double factor) {
    for (int i = 0; i < n; i++) {
      c[i] *= factor;
    }
  }

  private static void feedForward(double[] c, int n, double z) {
    for (int i = TILE; i < n; i++) {
      c[i] += z * c[i - TILE];
    }
  }

  private static void feedBackward(double[] c, int last, double z) {
    for (int i = last - 1; i >= 0; i--) {
      c[i] = z * (c[i + TILE] - c[i]);
    }
  }

  /** c⁺(0) = Σ z^k s(k) over the mirrored line: all of it if short, else until z^k is small. */
  private static void startCausal(double[] c, int length, double z) {
    double[] sum = Arrays.copyOf(c, TILE);
    int horizon = (int) Math.ceil(Math.log(TOLERANCE) / Math.log(Math.abs(z)));
    if (horizon < length) {
      double zn = z;
      for (int i = 1; i < horizon; i++) {
        addScaled(c, i, zn, sum);
        zn *= z;
      }
    } else {
      double zn = z;
      double back = Math.pow(z, length - 1);
      addScaled(c, length - 1, back, sum);
      back *= back / z;
      for (int i = 1; i <= length - 2; i++) {
        addScaled(c, i, zn + back, sum);
        zn *= z;
        back /= z;
      }
      double scale = 1 / (1 - zn * zn);
      for (int k = 0; k < TILE; k++) {
        sum[k] *= scale;
      }
    }
    System.arraycopy(sum, 0, c, 0, TILE);
  }

  private static void addScaled(double[] c, int row, double scale, double[] sum) {
    for (int k = 0; k < TILE; k++) {
      sum[k] += scale * c[row * TILE + k];
    }
  }
}
