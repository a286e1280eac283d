package org.jelastix.images.interpolation;

import org.jelastix.api.image.Image;

/**
 * {@link LinearFunction} for images of single precision in two dimensions, at positions between the
 * outermost voxel centres.
 */
final class LinearFunction2D implements VoxelFunction {
  private final LinearFunction plain;
  private final float[] c;
  private final int lastX;
  private final int lastY;
  private final int strideY;

  LinearFunction2D(Image image) {
    this.plain = new LinearFunction(image);
    this.c = image.floats();
    this.lastX = image.grid().size(0) - 1;
    this.lastY = image.grid().size(1) - 1;
    this.strideY = image.grid().size(0);
  }

  @Override
  public void values(double[][] voxel, int n, boolean[] inside, double[] values) {
    double[] xs = voxel[0];
    double[] ys = voxel[1];
    for (int i = 0; i < n; i++) {
      if (!inside[i]) {
        continue;
      }
      double x = xs[i];
      double y = ys[i];
      int x0 = (int) x;
      int y0 = (int) y;
      if (!(x >= 0 && y >= 0 && x0 < lastX && y0 < lastY)) {
        values[i] = plain.value(voxel, i);
        continue;
      }
      double fx = x - x0;
      int o = y0 * strideY + x0;
      double c00 = c[o];
      double c01 = c[o + strideY];
      double v0 = c00 + fx * (c[o + 1] - c00);
      double v1 = c01 + fx * (c[o + strideY + 1] - c01);
      values[i] = v0 + (y - y0) * (v1 - v0);
    }
  }

  @Override
  public void valuesAndDerivatives(
      double[][] voxel, int n, boolean[] inside, double[] values, double[][] derivatives) {
    double[] xs = voxel[0];
    double[] ys = voxel[1];
    double[] alongX = derivatives[0];
    double[] alongY = derivatives[1];
    for (int i = 0; i < n; i++) {
      if (!inside[i]) {
        continue;
      }
      double x = xs[i];
      double y = ys[i];
      int x0 = (int) x;
      int y0 = (int) y;
      if (!(x >= 0 && y >= 0 && x0 < lastX && y0 < lastY)) {
        values[i] = plain.valueAndDerivatives(voxel, i, derivatives);
        continue;
      }
      double fx = x - x0;
      double fy = y - y0;
      int o = y0 * strideY + x0;
      double c00 = c[o];
      double c01 = c[o + strideY];
      double s0 = c[o + 1] - c00;
      double s1 = c[o + strideY + 1] - c01;
      double v0 = c00 + fx * s0;
      double v1 = c01 + fx * s1;
      values[i] = v0 + fy * (v1 - v0);
      alongX[i] = s0 + fy * (s1 - s0);
      alongY[i] = v1 - v0;
    }
  }
}
