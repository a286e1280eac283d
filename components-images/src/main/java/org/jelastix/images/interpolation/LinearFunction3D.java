package org.jelastix.images.interpolation;

import org.jelastix.api.image.Image;

/**
 * {@link LinearFunction} for images of single precision in three dimensions, at positions between
 * the outermost voxel centres.
 */
final class LinearFunction3D implements VoxelFunction {
  private final LinearFunction plain;
  private final float[] c;
  private final int lastX;
  private final int lastY;
  private final int lastZ;
  private final int strideY;
  private final int strideZ;

  LinearFunction3D(Image image) {
    this.plain = new LinearFunction(image);
    this.c = image.floats();
    this.lastX = image.grid().size(0) - 1;
    this.lastY = image.grid().size(1) - 1;
    this.lastZ = image.grid().size(2) - 1;
    this.strideY = image.grid().size(0);
    this.strideZ = strideY * image.grid().size(1);
  }

  @Override
  public void values(double[][] voxel, int n, boolean[] inside, double[] values) {
    evaluate(voxel, n, inside, values, null);
  }

  @Override
  public void valuesAndDerivatives(
      double[][] voxel, int n, boolean[] inside, double[] values, double[][] derivatives) {
    evaluate(voxel, n, inside, values, derivatives);
  }

  private void evaluate(
      double[][] voxel, int n, boolean[] inside, double[] values, double[][] derivatives) {
    double[] xs = voxel[0];
    double[] ys = voxel[1];
    double[] zs = voxel[2];
    for (int i = 0; i < n; i++) {
      if (!inside[i]) {
        continue;
      }
      double x = xs[i];
      double y = ys[i];
      double z = zs[i];
      int x0 = (int) x;
      int y0 = (int) y;
      int z0 = (int) z;
      if (!(x >= 0 && y >= 0 && z >= 0 && x0 < lastX && y0 < lastY && z0 < lastZ)) {
        values[i] =
            derivatives == null
                ? plain.value(voxel, i)
                : plain.valueAndDerivatives(voxel, i, derivatives);
        continue;
      }
      double fx = x - x0;
      double fy = y - y0;
      double fz = z - z0;
      int o = z0 * strideZ + y0 * strideY + x0;
      int p = o + strideZ;
      double c000 = c[o];
      double c010 = c[o + strideY];
      double c001 = c[p];
      double c011 = c[p + strideY];
      double s00 = c[o + 1] - c000;
      double s10 = c[o + strideY + 1] - c010;
      double s01 = c[p + 1] - c001;
      double s11 = c[p + strideY + 1] - c011;
      double v00 = c000 + fx * s00;
      double v10 = c010 + fx * s10;
      double v01 = c001 + fx * s01;
      double v11 = c011 + fx * s11;
      double v0 = v00 + fy * (v10 - v00);
      double v1 = v01 + fy * (v11 - v01);
      values[i] = v0 + fz * (v1 - v0);
      if (derivatives != null) {
        double s0 = s00 + fy * (s10 - s00);
        double s1 = s01 + fy * (s11 - s01);
        double t0 = v10 - v00;
        double t1 = v11 - v01;
        derivatives[0][i] = s0 + fz * (s1 - s0);
        derivatives[1][i] = t0 + fz * (t1 - t0);
        derivatives[2][i] = v1 - v0;
      }
    }
  }
}
