package org.jelastix.images.interpolation;

import org.jelastix.api.image.Image;
import org.jelastix.api.image.PointBatch;

/**
 * {@link LinearFunction} for images of single precision in three dimensions, at positions between
 * the outermost voxel centres.
 *
 * <p>Samples lie anywhere in the image, so that the time goes into waiting for memory: a pass of
 * its own fetches all corners, with many fetches under way at a time, and the arithmetic follows as
 * loops over points that become vector instructions.
 */
final class LinearFunction3D implements VoxelFunction {
  private final LinearFunction plain;
  private final float[] c;
  private final int lastX;
  private final int lastY;
  private final int lastZ;
  private final int strideY;
  private final int strideZ;
  private final ThreadLocal<Corners> corners;

  LinearFunction3D(Image image) {
    this.plain = new LinearFunction(image);
    this.c = image.floats();
    this.lastX = image.grid().size(0) - 1;
    this.lastY = image.grid().size(1) - 1;
    this.lastZ = image.grid().size(2) - 1;
    this.strideY = image.grid().size(0);
    this.strideZ = strideY * image.grid().size(1);
    this.corners = ThreadLocal.withInitial(() -> new Corners(PointBatch.CAPACITY));
  }

  /**
   * One thread's scratch, one entry a point: the cell, the position in it, and the values at its
   * corners; low and high are along x, the numbers are the place along y and z.
   */
  private static final class Corners {
    final int[] cell;
    final double[] fx;
    final double[] fy;
    final double[] fz;
    final double[] low00;
    final double[] low10;
    final double[] low01;
    final double[] low11;
    final double[] high00;
    final double[] high10;
    final double[] high01;
    final double[] high11;

    Corners(int n) {
      cell = new int[n];
      fx = new double[n];
      fy = new double[n];
      fz = new double[n];
      low00 = new double[n];
      low10 = new double[n];
      low01 = new double[n];
      low11 = new double[n];
      high00 = new double[n];
      high10 = new double[n];
      high01 = new double[n];
      high11 = new double[n];
    }
  }

  @Override
  public void values(double[][] voxel, int n, boolean[] inside, double[] values) {
    Corners k = fetch(voxel, n, inside);
    alongX(k, n);
    between(k.low00, k.low10, k.fy, n);
    between(k.low01, k.low11, k.fy, n);
    between(k.low00, k.low01, k.fz, n);
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        values[i] = k.cell[i] >= 0 ? k.low00[i] : plain.value(voxel, i);
      }
    }
  }

  @Override
  public void valuesAndDerivatives(
      double[][] voxel, int n, boolean[] inside, double[] values, double[][] derivatives) {
    Corners k = fetch(voxel, n, inside);
    alongX(k, n);
    // The slopes along x, which are now in "high", are interpolated along y and z.
    between(k.high00, k.high10, k.fy, n);
    between(k.high01, k.high11, k.fy, n);
    between(k.high00, k.high01, k.fz, n);
    slopeAndBetween(k.low00, k.low10, k.fy, n);
    slopeAndBetween(k.low01, k.low11, k.fy, n);
    between(k.low10, k.low11, k.fz, n);
    slopeAndBetween(k.low00, k.low01, k.fz, n);
    for (int i = 0; i < n; i++) {
      if (!inside[i]) {
        continue;
      }
      if (k.cell[i] < 0) {
        values[i] = plain.valueAndDerivatives(voxel, i, derivatives);
        continue;
      }
      values[i] = k.low00[i];
      derivatives[0][i] = k.high00[i];
      derivatives[1][i] = k.low10[i];
      derivatives[2][i] = k.low01[i];
    }
  }

  /** Finds the cells, −1 for points that are for the plain function, and fetches their corners. */
  private Corners fetch(double[][] voxel, int n, boolean[] inside) {
    Corners k = corners.get();
    if (k.cell.length < n) {
      k = new Corners(n);
      corners.set(k);
    }
    locate(voxel, n, inside, k);
    if (lastX > 0 && lastY > 0 && lastZ > 0) {
      fetch(k.cell, 0, k.low00, k.high00, n);
      fetch(k.cell, strideY, k.low10, k.high10, n);
      fetch(k.cell, strideZ, k.low01, k.high01, n);
      fetch(k.cell, strideZ + strideY, k.low11, k.high11, n);
    }
    return k;
  }

  private void locate(double[][] voxel, int n, boolean[] inside, Corners k) {
    double[] xs = voxel[0];
    double[] ys = voxel[1];
    double[] zs = voxel[2];
    int[] cell = k.cell;
    double[] fx = k.fx;
    double[] fy = k.fy;
    double[] fz = k.fz;
    for (int i = 0; i < n; i++) {
      double x = xs[i];
      double y = ys[i];
      double z = zs[i];
      int x0 = (int) x;
      int y0 = (int) y;
      int z0 = (int) z;
      boolean regular =
          inside[i] && x >= 0 && y >= 0 && z >= 0 && x0 < lastX && y0 < lastY && z0 < lastZ;
      cell[i] = regular ? z0 * strideZ + y0 * strideY + x0 : -1;
      fx[i] = x - x0;
      fy[i] = y - y0;
      fz[i] = z - z0;
    }
  }

  private void fetch(int[] cell, int offset, double[] low, double[] high, int n) {
    for (int i = 0; i < n; i++) {
      int at = Math.max(cell[i], 0) + offset;
      low[i] = c[at];
      high[i] = c[at + 1];
    }
  }

  private static void alongX(Corners k, int n) {
    slopeAndBetween(k.low00, k.high00, k.fx, n);
    slopeAndBetween(k.low10, k.high10, k.fx, n);
    slopeAndBetween(k.low01, k.high01, k.fx, n);
    slopeAndBetween(k.low11, k.high11, k.fx, n);
  }

  /** high becomes the slope from low to high, low the value at fraction f. */
  private static void slopeAndBetween(double[] low, double[] high, double[] f, int n) {
    for (int i = 0; i < n; i++) {
      double slope = high[i] - low[i];
      high[i] = slope;
      low[i] = low[i] + f[i] * slope;
    }
  }

  /** low becomes the value at fraction f between low and high. */
  private static void between(double[] low, double[] high, double[] f, int n) {
    for (int i = 0; i < n; i++) {
      low[i] = low[i] + f[i] * (high[i] - low[i]);
    }
  }
}
