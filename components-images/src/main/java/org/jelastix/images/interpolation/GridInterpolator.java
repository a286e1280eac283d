package org.jelastix.images.interpolation;

import java.util.Arrays;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;

/**
 * A voxel function placed in the world by a grid.
 *
 * <p>Works in three passes over a batch: world to voxel coordinates, the function, and voxel
 * derivatives to world gradients, ∇ = Mᵀ·∂ where M maps world to voxel. The buffer of voxel
 * coordinates is kept for each thread.
 */
public final class GridInterpolator implements Interpolator {
  /**
   * Points of a large batch that are located at a time. A loop that the JVM has compiled is taken
   * up when it is called next, so it had better be short.
   */
  private static final int TILE = 512;

  private final ImageGrid grid;
  private final VoxelFunction function;
  private final int dimension;
  private final double[] toVoxel;
  private final double[] first;
  private final double[] upper;
  private final ThreadLocal<double[][]> buffers;

  GridInterpolator(ImageGrid grid, VoxelFunction function) {
    this.grid = grid;
    this.function = function;
    this.dimension = grid.dimension();
    this.toVoxel = grid.worldToVoxelMatrix();
    this.first = grid.firstVoxel();
    this.upper = new double[dimension];
    for (int d = 0; d < dimension; d++) {
      upper[d] = grid.size(d) - 1 + 0.5;
    }
    this.buffers = ThreadLocal.withInitial(() -> new double[dimension][PointBatch.CAPACITY]);
  }

  /**
   * The voxel that a position lies in.
   *
   * @param image scalar
   */
  public static GridInterpolator nearestNeighbor(Image image) {
    return new GridInterpolator(image.grid(), new NearestNeighborFunction(image));
  }

  /**
   * Multilinear interpolation.
   *
   * @param image scalar
   */
  public static GridInterpolator linear(Image image) {
    return new GridInterpolator(image.grid(), linearFunction(image));
  }

  /**
   * A B-spline through the voxels, with coefficients in the precision of the image.
   *
   * @param image scalar
   * @param order 0 to 5
   * @param parallel splits the filtering
   */
  public static GridInterpolator spline(Image image, int order, Parallel parallel) {
    return new GridInterpolator(
        image.grid(), SplineKernel.of(SplineCoefficients.of(image, order, parallel)));
  }

  /**
   * A B-spline through the voxels, with coefficients in single precision.
   *
   * @param image scalar
   * @param order 0 to 5
   * @param parallel splits the filtering
   */
  public static GridInterpolator splineFloat(Image image, int order, Parallel parallel) {
    return new GridInterpolator(
        image.grid(), SplineKernel.of(SplineCoefficients.ofFloat(image, order, parallel)));
  }

  private static VoxelFunction linearFunction(Image image) {
    if (image.isFloat() && image.grid().dimension() == 2) {
      return new LinearFunction2D(image);
    }
    if (image.isFloat() && image.grid().dimension() == 3) {
      return new LinearFunction3D(image);
    }
    return new LinearFunction(image);
  }

  /**
   * A B-spline along all axes but the last, and the nearest voxel along the last.
   *
   * @param image scalar, of at least two dimensions
   * @param order 0 to 5
   * @param parallel splits the filtering
   */
  public static GridInterpolator slicedSpline(Image image, int order, Parallel parallel) {
    ImageGrid grid = image.grid();
    return new GridInterpolator(
        grid,
        new SlicedSplineFunction(
            SplineCoefficients.ofSlices(image, order, parallel), grid.size(grid.dimension() - 1)));
  }

  @Override
  public ImageGrid grid() {
    return grid;
  }

  @Override
  public void values(PointBatch points, double[] values, boolean[] inside) {
    double[][] voxel = toVoxel(points, inside);
    int n = points.size();
    Arrays.fill(values, 0, n, 0);
    function.values(voxel, n, inside, values);
  }

  @Override
  public void valuesAndGradients(
      PointBatch points, double[] values, double[][] gradients, boolean[] inside) {
    double[][] voxel = toVoxel(points, inside);
    int n = points.size();
    Arrays.fill(values, 0, n, 0);
    for (int d = 0; d < dimension; d++) {
      Arrays.fill(gradients[d], 0, n, 0);
    }
    function.valuesAndDerivatives(voxel, n, inside, values, gradients);
    // Reuses the coordinates, which nobody needs any more, for the voxel derivatives.
    for (int d = 0; d < dimension; d++) {
      System.arraycopy(gradients[d], 0, voxel[d], 0, n);
    }
    for (int c = 0; c < dimension; c++) {
      combine(voxel, c, n, gradients[c]);
    }
  }

  /** out = column c of M, transposed, times the derivatives. */
  private void combine(double[][] derivatives, int c, int n, double[] out) {
    if (dimension == 3) {
      double m0 = toVoxel[c];
      double m1 = toVoxel[3 + c];
      double m2 = toVoxel[6 + c];
      double[] d0 = derivatives[0];
      double[] d1 = derivatives[1];
      double[] d2 = derivatives[2];
      for (int i = 0; i < n; i++) {
        out[i] = m0 * d0[i] + m1 * d1[i] + m2 * d2[i];
      }
      return;
    }
    Arrays.fill(out, 0, n, 0);
    for (int r = 0; r < dimension; r++) {
      double m = toVoxel[r * dimension + c];
      double[] d = derivatives[r];
      for (int i = 0; i < n; i++) {
        out[i] += m * d[i];
      }
    }
  }

  /** Voxel coordinates of a batch, in this thread's buffer, and which of them are in the box. */
  private double[][] toVoxel(PointBatch points, boolean[] inside) {
    int n = points.size();
    double[][] voxel = buffers.get();
    if (n > voxel[0].length) {
      voxel = new double[dimension][n];
      buffers.set(voxel);
    }
    for (int from = 0; from < n; from += TILE) {
      locate(points, voxel, inside, from, Math.min(n, from + TILE));
    }
    return voxel;
  }

  private void locate(PointBatch points, double[][] voxel, boolean[] inside, int from, int to) {
    if (dimension == 2) {
      locate2(points.axis(0), points.axis(1), voxel[0], voxel[1], inside, from, to);
      return;
    }
    for (int r = 0; r < dimension; r++) {
      double[] out = voxel[r];
      boolean started = false;
      for (int c = 0; c < dimension; c++) {
        double m = toVoxel[r * dimension + c];
        if (m != 0 || (c == dimension - 1 && !started)) {
          if (started) {
            addScaledDistance(m, points.axis(c), first[c], out, from, to);
          } else {
            scaledDistance(m, points.axis(c), first[c], out, from, to);
          }
          started = true;
        }
      }
    }
    Arrays.fill(inside, from, to, true);
    for (int d = 0; d < dimension; d++) {
      if (!allWithin(voxel[d], upper[d], from, to)) {
        andWithin(voxel[d], upper[d], inside, from, to);
      }
    }
  }

  /** All in one loop: small images are for the quick compiler, which makes no vectors. */
  private void locate2(
      double[] x, double[] y, double[] u, double[] v, boolean[] inside, int from, int to) {
    double m00 = toVoxel[0];
    double m01 = toVoxel[1];
    double m10 = toVoxel[2];
    double m11 = toVoxel[3];
    double firstX = first[0];
    double firstY = first[1];
    double upperU = upper[0];
    double upperV = upper[1];
    for (int i = from; i < to; i++) {
      double dx = x[i] - firstX;
      double dy = y[i] - firstY;
      double ui = m00 * dx + m01 * dy;
      double vi = m10 * dx + m11 * dy;
      u[i] = ui;
      v[i] = vi;
      inside[i] = ui >= -0.5 && ui < upperU && vi >= -0.5 && vi < upperV;
    }
  }

  // One short loop a step, so plain that each is compiled fast, and to vector instructions.

  private static void scaledDistance(
      double m, double[] x, double origin, double[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = m * (x[i] - origin);
    }
  }

  private static void addScaledDistance(
      double m, double[] x, double origin, double[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] += m * (x[i] - origin);
    }
  }

  private static boolean allWithin(double[] v, double upper, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!(v[i] >= -0.5 && v[i] < upper)) {
        return false;
      }
    }
    return true;
  }

  private static void andWithin(double[] v, double upper, boolean[] inside, int from, int to) {
    for (int i = from; i < to; i++) {
      inside[i] &= v[i] >= -0.5 && v[i] < upper;
    }
  }
}
