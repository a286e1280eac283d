package org.jelastix.images.interpolation;

/**
 * B-splines of order 1, 2 and 3 with coefficients in single precision on an image of two
 * dimensions. Positions whose control points are all voxels of the image are evaluated here, row by
 * row of contiguous coefficients; the others, near edges, by {@link SplineFunction}. Cells are
 * found as {@link SplineWeights#cell} does, in single precision, by truncation, which is the same
 * where it is used.
 */
final class Spline2D implements SplineKernel {
  private final SplineFunction plain;
  private final float[] c;
  private final int order;

  private final int lastX;
  private final int lastY;
  private final int strideY;
  private final ThreadLocal<double[]> scratch;

  Spline2D(SplineCoefficients coefficients) {
    this.plain = new SplineFunction(coefficients);
    this.c = coefficients.floats();
    this.order = coefficients.order();
    this.lastX = coefficients.size()[0] - 1 - order;
    this.lastY = coefficients.size()[1] - 1 - order;
    this.strideY = coefficients.size()[0];
    this.scratch = ThreadLocal.withInitial(() -> new double[4 * (order + 1)]);
  }

  @Override
  public void values(double[][] voxel, int n, boolean[] inside, int[] base, double[] values) {
    switch (order) {
      case 1 -> linear(voxel, n, inside, base, values);
      case 2 -> quadratic(voxel, n, inside, base, values);
      default -> cubic(voxel, n, inside, base, values);
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
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        double x = xs[i];
        double y = ys[i];
        int x0 = SplineWeights.oddCell(x);
        int y0 = SplineWeights.oddCell(y);
        if (!(x >= 0 && x0 <= lastX && y >= 0 && y0 <= lastY)) {
          values[i] = plain.value(voxel, i, base == null ? 0 : base[i]);
          continue;
        }
        double fx = x - x0;
        double fy = y - y0;
        int o = (base == null ? 0 : base[i]) + y0 * strideY + x0;
        double c00 = c[o];
        double c10 = c[o + 1];
        double c01 = c[o + strideY];
        double c11 = c[o + strideY + 1];
        double low = c00 + fx * (c10 - c00);
        double high = c01 + fx * (c11 - c01);
        values[i] = low + fy * (high - low);
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
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        double x = xs[i];
        double y = ys[i];
        int x0 = SplineWeights.oddCell(x);
        int y0 = SplineWeights.oddCell(y);
        if (!(x >= 0 && x0 <= lastX && y >= 0 && y0 <= lastY)) {
          values[i] = plain.valueAndDerivatives(voxel, i, base == null ? 0 : base[i], derivatives);
          continue;
        }
        double fx = x - x0;
        double fy = y - y0;
        int o = (base == null ? 0 : base[i]) + y0 * strideY + x0;
        double c00 = c[o];
        double c10 = c[o + 1];
        double c01 = c[o + strideY];
        double c11 = c[o + strideY + 1];
        double low = c00 + fx * (c10 - c00);
        double high = c01 + fx * (c11 - c01);
        values[i] = low + fy * (high - low);
        derivatives[0][i] = (c10 - c00) + fy * ((c11 - c01) - (c10 - c00));
        derivatives[1][i] = high - low;
      }
    }
  }

  private void quadratic(double[][] voxel, int n, boolean[] inside, int[] base, double[] values) {
    double[] xs = voxel[0];
    double[] ys = voxel[1];
    double[] w = scratch.get();
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        double x = xs[i];
        double y = ys[i];
        int cx = SplineWeights.evenCell(x);
        int cy = SplineWeights.evenCell(y);
        int x0 = cx - 1;
        int y0 = cy - 1;
        if (!(x0 >= 0 && x0 <= lastX && y0 >= 0 && y0 <= lastY)) {
          values[i] = plain.value(voxel, i, base == null ? 0 : base[i]);
          continue;
        }
        double fx = x + 0.5 - cx;
        double fy = y + 0.5 - cy;
        SplineWeights.quadratic(fx, w, 0);
        SplineWeights.quadratic(fy, w, 3);
        double w0 = w[0];
        double w1 = w[1];
        double w2 = w[2];
        int o = (base == null ? 0 : base[i]) + y0 * strideY + x0;
        double value = 0;
        for (int k = 0; k < 3; k++) {
          double c0 = c[o];
          double c1 = c[o + 1];
          double c2 = c[o + 2];
          double line = w0 * c0 + w1 * c1 + w2 * c2;
          value += w[3 + k] * line;
          o += strideY;
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
    double[] w = scratch.get();
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        double x = xs[i];
        double y = ys[i];
        int cx = SplineWeights.evenCell(x);
        int cy = SplineWeights.evenCell(y);
        int x0 = cx - 1;
        int y0 = cy - 1;
        if (!(x0 >= 0 && x0 <= lastX && y0 >= 0 && y0 <= lastY)) {
          values[i] = plain.valueAndDerivatives(voxel, i, base == null ? 0 : base[i], derivatives);
          continue;
        }
        double fx = x + 0.5 - cx;
        double fy = y + 0.5 - cy;
        SplineWeights.quadratic(fx, w, 0);
        SplineWeights.quadraticSlopes(fx, w, 6);
        SplineWeights.quadratic(fy, w, 3);
        SplineWeights.quadraticSlopes(fy, w, 9);
        double w0 = w[0];
        double w1 = w[1];
        double w2 = w[2];
        double d0 = w[6];
        double d1 = w[7];
        double d2 = w[8];
        int o = (base == null ? 0 : base[i]) + y0 * strideY + x0;
        double value = 0;
        double dx = 0;
        double dy = 0;
        for (int k = 0; k < 3; k++) {
          double c0 = c[o];
          double c1 = c[o + 1];
          double c2 = c[o + 2];
          double line = w0 * c0 + w1 * c1 + w2 * c2;
          double slope = d0 * c0 + d1 * c1 + d2 * c2;
          value += w[3 + k] * line;
          dx += w[3 + k] * slope;
          dy += w[9 + k] * line;
          o += strideY;
        }
        values[i] = value;
        derivatives[0][i] = dx;
        derivatives[1][i] = dy;
      }
    }
  }

  private void cubic(double[][] voxel, int n, boolean[] inside, int[] base, double[] values) {
    double[] xs = voxel[0];
    double[] ys = voxel[1];
    double[] w = scratch.get();
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        double x = xs[i];
        double y = ys[i];
        int cx = SplineWeights.oddCell(x);
        int cy = SplineWeights.oddCell(y);
        int x0 = cx - 1;
        int y0 = cy - 1;
        if (!(x0 >= 0 && x0 <= lastX && y0 >= 0 && y0 <= lastY)) {
          values[i] = plain.value(voxel, i, base == null ? 0 : base[i]);
          continue;
        }
        double fx = x - cx;
        double fy = y - cy;
        SplineWeights.cubic(fx, w, 0);
        SplineWeights.cubic(fy, w, 4);
        double w0 = w[0];
        double w1 = w[1];
        double w2 = w[2];
        double w3 = w[3];
        int o = (base == null ? 0 : base[i]) + y0 * strideY + x0;
        double value = 0;
        for (int k = 0; k < 4; k++) {
          double c0 = c[o];
          double c1 = c[o + 1];
          double c2 = c[o + 2];
          double c3 = c[o + 3];
          double line = w0 * c0 + w1 * c1 + w2 * c2 + w3 * c3;
          value += w[4 + k] * line;
          o += strideY;
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
    double[] w = scratch.get();
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        double x = xs[i];
        double y = ys[i];
        int cx = SplineWeights.oddCell(x);
        int cy = SplineWeights.oddCell(y);
        int x0 = cx - 1;
        int y0 = cy - 1;
        if (!(x0 >= 0 && x0 <= lastX && y0 >= 0 && y0 <= lastY)) {
          values[i] = plain.valueAndDerivatives(voxel, i, base == null ? 0 : base[i], derivatives);
          continue;
        }
        double fx = x - cx;
        double fy = y - cy;
        SplineWeights.cubic(fx, w, 0);
        SplineWeights.cubicSlopes(fx, w, 8);
        SplineWeights.cubic(fy, w, 4);
        SplineWeights.cubicSlopes(fy, w, 12);
        double w0 = w[0];
        double w1 = w[1];
        double w2 = w[2];
        double w3 = w[3];
        double d0 = w[8];
        double d1 = w[9];
        double d2 = w[10];
        double d3 = w[11];
        int o = (base == null ? 0 : base[i]) + y0 * strideY + x0;
        double value = 0;
        double dx = 0;
        double dy = 0;
        for (int k = 0; k < 4; k++) {
          double c0 = c[o];
          double c1 = c[o + 1];
          double c2 = c[o + 2];
          double c3 = c[o + 3];
          double line = w0 * c0 + w1 * c1 + w2 * c2 + w3 * c3;
          double slope = d0 * c0 + d1 * c1 + d2 * c2 + d3 * c3;
          value += w[4 + k] * line;
          dx += w[4 + k] * slope;
          dy += w[12 + k] * line;
          o += strideY;
        }
        values[i] = value;
        derivatives[0][i] = dx;
        derivatives[1][i] = dy;
      }
    }
  }
}
