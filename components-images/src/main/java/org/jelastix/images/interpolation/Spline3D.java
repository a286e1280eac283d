package org.jelastix.images.interpolation;

/**
 * B-splines of order 1, 2 and 3 with coefficients in single precision on an image of three
 * dimensions. Positions whose control points are all voxels of the image are evaluated here, row by
 * row of contiguous coefficients; the others, near edges, by {@link SplineFunction}. Cells are
 * found as {@link SplineWeights#cell} does, in single precision, by truncation, which is the same
 * where it is used.
 */
final class Spline3D implements SplineKernel {
  private final SplineFunction plain;
  private final float[] c;
  private final int order;

  private final int lastX;
  private final int lastY;
  private final int lastZ;
  private final int strideY;
  private final int strideZ;
  private final ThreadLocal<double[]> scratch;
  private final ThreadLocal<SplineBlock3D> blocks;

  Spline3D(SplineCoefficients coefficients) {
    this.plain = new SplineFunction(coefficients);
    this.c = coefficients.floats();
    this.order = coefficients.order();
    this.lastX = coefficients.size()[0] - 1 - order;
    this.lastY = coefficients.size()[1] - 1 - order;
    this.lastZ = coefficients.size()[2] - 1 - order;
    this.strideY = coefficients.size()[0];
    this.strideZ = strideY * coefficients.size()[1];
    this.blocks = ThreadLocal.withInitial(() -> new SplineBlock3D(coefficients));
    this.scratch = ThreadLocal.withInitial(() -> new double[6 * (order + 1)]);
  }

  @Override
  public void values(double[][] voxel, int n, boolean[] inside, int[] base, double[] values) {
    switch (order) {
      case 1 -> linear(voxel, n, inside, base, values);
      case 2 -> quadratic(voxel, n, inside, base, values);
      default -> {
        if (base != null || !blocks.get().tryValues(voxel, n, inside, values)) {
          cubic(voxel, n, inside, base, values);
        }
      }
    }
  }

  @Override
  public void valuesAndDerivatives(
      double[][] voxel,
      int n,
      boolean[] inside,
      int[] base,
      double[] values,
      double[][] derivatives) {
    switch (order) {
      case 1 -> linearWithDerivatives(voxel, n, inside, base, values, derivatives);
      case 2 -> quadraticWithDerivatives(voxel, n, inside, base, values, derivatives);
      default -> cubicWithDerivatives(voxel, n, inside, base, values, derivatives);
    }
  }

  private void linear(double[][] voxel, int n, boolean[] inside, int[] base, double[] values) {
    double[] xs = voxel[0];
    double[] ys = voxel[1];
    double[] zs = voxel[2];
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        double x = xs[i];
        double y = ys[i];
        double z = zs[i];
        int x0 = SplineWeights.oddCell(x);
        int y0 = SplineWeights.oddCell(y);
        int z0 = SplineWeights.oddCell(z);
        if (!(x >= 0 && x0 <= lastX && y >= 0 && y0 <= lastY && z >= 0 && z0 <= lastZ)) {
          values[i] = plain.value(voxel, i, base == null ? 0 : base[i]);
          continue;
        }
        double fx = x - x0;
        double fy = y - y0;
        double fz = z - z0;
        int o = (base == null ? 0 : base[i]) + z0 * strideZ + y0 * strideY + x0;
        int p = o + strideZ;
        double c000 = c[o];
        double c100 = c[o + 1];
        double c010 = c[o + strideY];
        double c110 = c[o + strideY + 1];
        double c001 = c[p];
        double c101 = c[p + 1];
        double c011 = c[p + strideY];
        double c111 = c[p + strideY + 1];
        double s00 = c100 - c000;
        double v00 = c000 + fx * s00;
        double s10 = c110 - c010;
        double v10 = c010 + fx * s10;
        double s01 = c101 - c001;
        double v01 = c001 + fx * s01;
        double s11 = c111 - c011;
        double v11 = c011 + fx * s11;
        double v0 = v00 + fy * (v10 - v00);
        double v1 = v01 + fy * (v11 - v01);
        values[i] = v0 + fz * (v1 - v0);
      }
    }
  }

  private void linearWithDerivatives(
      double[][] voxel,
      int n,
      boolean[] inside,
      int[] base,
      double[] values,
      double[][] derivatives) {
    double[] xs = voxel[0];
    double[] ys = voxel[1];
    double[] zs = voxel[2];
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        double x = xs[i];
        double y = ys[i];
        double z = zs[i];
        int x0 = SplineWeights.oddCell(x);
        int y0 = SplineWeights.oddCell(y);
        int z0 = SplineWeights.oddCell(z);
        if (!(x >= 0 && x0 <= lastX && y >= 0 && y0 <= lastY && z >= 0 && z0 <= lastZ)) {
          values[i] = plain.valueAndDerivatives(voxel, i, base == null ? 0 : base[i], derivatives);
          continue;
        }
        double fx = x - x0;
        double fy = y - y0;
        double fz = z - z0;
        int o = (base == null ? 0 : base[i]) + z0 * strideZ + y0 * strideY + x0;
        int p = o + strideZ;
        double c000 = c[o];
        double c100 = c[o + 1];
        double c010 = c[o + strideY];
        double c110 = c[o + strideY + 1];
        double c001 = c[p];
        double c101 = c[p + 1];
        double c011 = c[p + strideY];
        double c111 = c[p + strideY + 1];
        double s00 = c100 - c000;
        double v00 = c000 + fx * s00;
        double s10 = c110 - c010;
        double v10 = c010 + fx * s10;
        double s01 = c101 - c001;
        double v01 = c001 + fx * s01;
        double s11 = c111 - c011;
        double v11 = c011 + fx * s11;
        double v0 = v00 + fy * (v10 - v00);
        double v1 = v01 + fy * (v11 - v01);
        values[i] = v0 + fz * (v1 - v0);
        double s0 = s00 + fy * (s10 - s00);
        double s1 = s01 + fy * (s11 - s01);
        derivatives[0][i] = s0 + fz * (s1 - s0);
        double t0 = v10 - v00;
        double t1 = v11 - v01;
        derivatives[1][i] = t0 + fz * (t1 - t0);
        derivatives[2][i] = v1 - v0;
      }
    }
  }

  private void quadratic(double[][] voxel, int n, boolean[] inside, int[] base, double[] values) {
    double[] xs = voxel[0];
    double[] ys = voxel[1];
    double[] zs = voxel[2];
    double[] w = scratch.get();
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        double x = xs[i];
        double y = ys[i];
        double z = zs[i];
        int cx = SplineWeights.evenCell(x);
        int cy = SplineWeights.evenCell(y);
        int cz = SplineWeights.evenCell(z);
        int x0 = cx - 1;
        int y0 = cy - 1;
        int z0 = cz - 1;
        if (!(x0 >= 0 && x0 <= lastX && y0 >= 0 && y0 <= lastY && z0 >= 0 && z0 <= lastZ)) {
          values[i] = plain.value(voxel, i, base == null ? 0 : base[i]);
          continue;
        }
        double fx = x + 0.5 - cx;
        double fy = y + 0.5 - cy;
        double fz = z + 0.5 - cz;
        SplineWeights.quadratic(fx, w, 0);
        SplineWeights.quadratic(fy, w, 3);
        SplineWeights.quadratic(fz, w, 6);
        double w0 = w[0];
        double w1 = w[1];
        double w2 = w[2];
        int plane = (base == null ? 0 : base[i]) + z0 * strideZ + y0 * strideY + x0;
        double value = 0;
        for (int m = 0; m < 3; m++) {
          int o = plane;
          double sum = 0;
          for (int k = 0; k < 3; k++) {
            double c0 = c[o];
            double c1 = c[o + 1];
            double c2 = c[o + 2];
            double line = w0 * c0 + w1 * c1 + w2 * c2;
            sum += w[3 + k] * line;
            o += strideY;
          }
          double wz = w[6 + m];
          value += wz * sum;
          plane += strideZ;
        }
        values[i] = value;
      }
    }
  }

  private void quadraticWithDerivatives(
      double[][] voxel,
      int n,
      boolean[] inside,
      int[] base,
      double[] values,
      double[][] derivatives) {
    double[] xs = voxel[0];
    double[] ys = voxel[1];
    double[] zs = voxel[2];
    double[] w = scratch.get();
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        double x = xs[i];
        double y = ys[i];
        double z = zs[i];
        int cx = SplineWeights.evenCell(x);
        int cy = SplineWeights.evenCell(y);
        int cz = SplineWeights.evenCell(z);
        int x0 = cx - 1;
        int y0 = cy - 1;
        int z0 = cz - 1;
        if (!(x0 >= 0 && x0 <= lastX && y0 >= 0 && y0 <= lastY && z0 >= 0 && z0 <= lastZ)) {
          values[i] = plain.valueAndDerivatives(voxel, i, base == null ? 0 : base[i], derivatives);
          continue;
        }
        double fx = x + 0.5 - cx;
        double fy = y + 0.5 - cy;
        double fz = z + 0.5 - cz;
        SplineWeights.quadratic(fx, w, 0);
        SplineWeights.quadraticSlopes(fx, w, 9);
        SplineWeights.quadratic(fy, w, 3);
        SplineWeights.quadraticSlopes(fy, w, 12);
        SplineWeights.quadratic(fz, w, 6);
        SplineWeights.quadraticSlopes(fz, w, 15);
        double w0 = w[0];
        double w1 = w[1];
        double w2 = w[2];
        double d0 = w[9];
        double d1 = w[10];
        double d2 = w[11];
        int plane = (base == null ? 0 : base[i]) + z0 * strideZ + y0 * strideY + x0;
        double value = 0;
        double dx = 0;
        double dy = 0;
        double dz = 0;
        for (int m = 0; m < 3; m++) {
          int o = plane;
          double sum = 0;
          double sumX = 0;
          double sumY = 0;
          for (int k = 0; k < 3; k++) {
            double c0 = c[o];
            double c1 = c[o + 1];
            double c2 = c[o + 2];
            double line = w0 * c0 + w1 * c1 + w2 * c2;
            double slope = d0 * c0 + d1 * c1 + d2 * c2;
            sum += w[3 + k] * line;
            sumX += w[3 + k] * slope;
            sumY += w[12 + k] * line;
            o += strideY;
          }
          double wz = w[6 + m];
          value += wz * sum;
          dx += wz * sumX;
          dy += wz * sumY;
          dz += w[15 + m] * sum;
          plane += strideZ;
        }
        values[i] = value;
        derivatives[0][i] = dx;
        derivatives[1][i] = dy;
        derivatives[2][i] = dz;
      }
    }
  }

  private void cubic(double[][] voxel, int n, boolean[] inside, int[] base, double[] values) {
    double[] xs = voxel[0];
    double[] ys = voxel[1];
    double[] zs = voxel[2];
    double[] w = scratch.get();
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        double x = xs[i];
        double y = ys[i];
        double z = zs[i];
        int cx = SplineWeights.oddCell(x);
        int cy = SplineWeights.oddCell(y);
        int cz = SplineWeights.oddCell(z);
        int x0 = cx - 1;
        int y0 = cy - 1;
        int z0 = cz - 1;
        if (!(x0 >= 0 && x0 <= lastX && y0 >= 0 && y0 <= lastY && z0 >= 0 && z0 <= lastZ)) {
          values[i] = plain.value(voxel, i, base == null ? 0 : base[i]);
          continue;
        }
        double fx = x - cx;
        double fy = y - cy;
        double fz = z - cz;
        SplineWeights.cubic(fx, w, 0);
        SplineWeights.cubic(fy, w, 4);
        SplineWeights.cubic(fz, w, 8);
        double w0 = w[0];
        double w1 = w[1];
        double w2 = w[2];
        double w3 = w[3];
        int plane = (base == null ? 0 : base[i]) + z0 * strideZ + y0 * strideY + x0;
        double value = 0;
        for (int m = 0; m < 4; m++) {
          int o = plane;
          double sum = 0;
          for (int k = 0; k < 4; k++) {
            double c0 = c[o];
            double c1 = c[o + 1];
            double c2 = c[o + 2];
            double c3 = c[o + 3];
            double line = w0 * c0 + w1 * c1 + w2 * c2 + w3 * c3;
            sum += w[4 + k] * line;
            o += strideY;
          }
          double wz = w[8 + m];
          value += wz * sum;
          plane += strideZ;
        }
        values[i] = value;
      }
    }
  }

  private void cubicWithDerivatives(
      double[][] voxel,
      int n,
      boolean[] inside,
      int[] base,
      double[] values,
      double[][] derivatives) {
    double[] xs = voxel[0];
    double[] ys = voxel[1];
    double[] zs = voxel[2];
    double[] w = scratch.get();
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        double x = xs[i];
        double y = ys[i];
        double z = zs[i];
        int cx = SplineWeights.oddCell(x);
        int cy = SplineWeights.oddCell(y);
        int cz = SplineWeights.oddCell(z);
        int x0 = cx - 1;
        int y0 = cy - 1;
        int z0 = cz - 1;
        if (!(x0 >= 0 && x0 <= lastX && y0 >= 0 && y0 <= lastY && z0 >= 0 && z0 <= lastZ)) {
          values[i] = plain.valueAndDerivatives(voxel, i, base == null ? 0 : base[i], derivatives);
          continue;
        }
        double fx = x - cx;
        double fy = y - cy;
        double fz = z - cz;
        SplineWeights.cubic(fx, w, 0);
        SplineWeights.cubicSlopes(fx, w, 12);
        SplineWeights.cubic(fy, w, 4);
        SplineWeights.cubicSlopes(fy, w, 16);
        SplineWeights.cubic(fz, w, 8);
        SplineWeights.cubicSlopes(fz, w, 20);
        double w0 = w[0];
        double w1 = w[1];
        double w2 = w[2];
        double w3 = w[3];
        double d0 = w[12];
        double d1 = w[13];
        double d2 = w[14];
        double d3 = w[15];
        int plane = (base == null ? 0 : base[i]) + z0 * strideZ + y0 * strideY + x0;
        double value = 0;
        double dx = 0;
        double dy = 0;
        double dz = 0;
        for (int m = 0; m < 4; m++) {
          int o = plane;
          double sum = 0;
          double sumX = 0;
          double sumY = 0;
          for (int k = 0; k < 4; k++) {
            double c0 = c[o];
            double c1 = c[o + 1];
            double c2 = c[o + 2];
            double c3 = c[o + 3];
            double line = w0 * c0 + w1 * c1 + w2 * c2 + w3 * c3;
            double slope = d0 * c0 + d1 * c1 + d2 * c2 + d3 * c3;
            sum += w[4 + k] * line;
            sumX += w[4 + k] * slope;
            sumY += w[16 + k] * line;
            o += strideY;
          }
          double wz = w[8 + m];
          value += wz * sum;
          dx += wz * sumX;
          dy += wz * sumY;
          dz += w[20 + m] * sum;
          plane += strideZ;
        }
        values[i] = value;
        derivatives[0][i] = dx;
        derivatives[1][i] = dy;
        derivatives[2][i] = dz;
      }
    }
  }
}
