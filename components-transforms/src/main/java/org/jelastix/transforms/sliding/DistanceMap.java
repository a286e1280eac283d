package org.jelastix.transforms.sliding;

import java.util.Arrays;

/**
 * Exact Euclidean distances on a grid (P. F. Felzenszwalb, D. P. Huttenlocher, "Distance transforms
 * of sampled functions", Theory of Computing 8, 2012).
 */
final class DistanceMap {
  private DistanceMap() {}

  /**
   * The distance of each voxel to the object, minus its distance to what is outside: positive
   * outside, negative inside, mm. All 0 if there is no inside or no outside.
   *
   * @param inside one a voxel
   * @param size voxels along each axis
   * @param spacing mm
   */
  static double[] signed(boolean[] inside, int[] size, double[] spacing) {
    boolean anyInside = false;
    boolean anyOutside = false;
    for (boolean in : inside) {
      anyInside |= in;
      anyOutside |= !in;
    }
    double[] signed = new double[inside.length];
    if (anyInside && anyOutside) {
      double[] toInside = to(inside, true, size, spacing);
      double[] toOutside = to(inside, false, size, spacing);
      for (int i = 0; i < signed.length; i++) {
        signed[i] = Math.sqrt(toInside[i]) - Math.sqrt(toOutside[i]);
      }
    }
    return signed;
  }

  private static double[] to(boolean[] inside, boolean target, int[] size, double[] spacing) {
    double far = 0;
    for (int d = 0; d < size.length; d++) {
      far += Math.pow(size[d] * spacing[d], 2);
    }
    double[] squared = new double[inside.length];
    for (int i = 0; i < squared.length; i++) {
      squared[i] = inside[i] == target ? 0 : 4 * far;
    }
    int stride = 1;
    for (int d = 0; d < size.length; d++) {
      Parabolas line = new Parabolas(size[d], spacing[d]);
      for (int start = 0; start < squared.length; start++) {
        if (start / stride % size[d] == 0) {
          line.lowerEnvelope(squared, start, stride);
        }
      }
      stride *= size[d];
    }
    return squared;
  }

  /** The lower envelope of parabolas along one line. */
  private static final class Parabolas {
    private final int n;
    private final double spacing;
    private final double[] f;
    private final int[] vertex;
    private final double[] from;

    Parabolas(int n, double spacing) {
      this.n = n;
      this.spacing = spacing;
      this.f = new double[n];
      this.vertex = new int[n];
      this.from = new double[n + 1];
    }

    void lowerEnvelope(double[] data, int start, int stride) {
      for (int q = 0; q < n; q++) {
        f[q] = data[start + q * stride];
      }
      Arrays.fill(from, Double.POSITIVE_INFINITY);
      from[0] = Double.NEGATIVE_INFINITY;
      vertex[0] = 0;
      int k = 0;
      for (int q = 1; q < n; q++) {
        double s = crossing(q, vertex[k]);
        while (s <= from[k]) {
          k--;
          s = crossing(q, vertex[k]);
        }
        k++;
        vertex[k] = q;
        from[k] = s;
        from[k + 1] = Double.POSITIVE_INFINITY;
      }
      k = 0;
      for (int q = 0; q < n; q++) {
        while (from[k + 1] < q * spacing) {
          k++;
        }
        double x = (q - vertex[k]) * spacing;
        data[start + q * stride] = x * x + f[vertex[k]];
      }
    }

    private double crossing(int q, int v) {
      double a = q * spacing;
      double b = v * spacing;
      return (f[q] + a * a - (f[v] + b * b)) / (2 * (a - b));
    }
  }
}
