package org.jelastix.transforms.bspline;

import static org.jelastix.api.numeric.Fused.fma;

import java.util.Arrays;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.image.PointBatch;

/**
 * The worker of a three-dimensional B-spline transform; see {@link BSplineKernel}. Rows of the
 * cubic spline are written out.
 */
final class BSplineKernel3 extends LatticeKernel {
  private static final int OUTSIDE = -1;

  private final ControlGrid grid;
  private final double[] c;
  private final int count;
  private final int support;
  private final int width;
  private final int slice;
  private double[] wx;
  private double[] wy;
  private double[] wz;
  private int[] offsets;
  private int size;

  /**
   * @param old whose place this takes, on the same grid; null if there is none
   */
  BSplineKernel3(ControlGrid grid, double[] coefficients, BSplineKernel3 old) {
    super(grid, coefficients);
    this.grid = grid;
    this.c = coefficients;
    this.count = grid.count;
    this.support = grid.order + 1;
    this.width = grid.strides[1];
    this.slice = grid.strides[2];
    if (old == null) {
      reserve(PointBatch.CAPACITY);
      return;
    }
    this.wx = old.wx;
    this.wy = old.wy;
    this.wz = old.wz;
    this.offsets = old.offsets;
  }

  boolean isOn(ControlGrid other) {
    return grid == other;
  }

  private void reserve(int n) {
    if (offsets == null || offsets.length < n) {
      wx = new double[n * support];
      wy = new double[n * support];
      wz = new double[n * support];
      offsets = new int[n];
    }
  }

  private void locate(PointBatch fixed) {
    int order = grid.order;
    double half = grid.half;
    double[] m = grid.toIndex;
    double[] begin = grid.begin;
    double[] end = grid.end;
    double[] x = fixed.axis(0);
    double[] y = fixed.axis(1);
    double[] z = fixed.axis(2);
    for (int i = 0; i < size; i++) {
      double px = x[i] - grid.first[0];
      double py = y[i] - grid.first[1];
      double pz = z[i] - grid.first[2];
      double ix = m[0] * px + m[1] * py + m[2] * pz;
      double iy = m[3] * px + m[4] * py + m[5] * pz;
      double iz = m[6] * px + m[7] * py + m[8] * pz;
      if (!(ix >= begin[0]
          && ix < end[0]
          && iy >= begin[1]
          && iy < end[1]
          && iz >= begin[2]
          && iz < end[2])) {
        offsets[i] = OUTSIDE;
        continue;
      }
      double cellX = Math.floor(ix - half);
      double cellY = Math.floor(iy - half);
      double cellZ = Math.floor(iz - half);
      int startX = (int) cellX;
      int startY = (int) cellY;
      int startZ = (int) cellZ;
      offsets[i] = startX + startY * width + startZ * slice;
      SplineBasis.value(order, ix - half - cellX, wx, i * support);
      SplineBasis.value(order, iy - half - cellY, wy, i * support);
      SplineBasis.value(order, iz - half - cellZ, wz, i * support);
    }
  }

  @Override
  public void forward(PointBatch fixed, PointBatch moving) {
    int n = fixed.size();
    reserve(n);
    size = n;
    moving.resize(n);
    locate(fixed);
    for (int i = 0; i < n; i++) {
      if (offsets[i] == OUTSIDE) {
        for (int d = 0; d < 3; d++) {
          moving.axis(d)[i] = fixed.axis(d)[i];
        }
      } else if (support == 4) {
        cubic(i, fixed, moving);
      } else {
        any(i, fixed, moving);
      }
    }
  }

  private void cubic(int i, PointBatch fixed, PointBatch moving) {
    int w = i * 4;
    double x0 = wx[w];
    double x1 = wx[w + 1];
    double x2 = wx[w + 2];
    double x3 = wx[w + 3];
    double dx = 0;
    double dy = 0;
    double dz = 0;
    for (int l = 0; l < 4; l++) {
      double sliceX = 0;
      double sliceY = 0;
      double sliceZ = 0;
      int at = offsets[i] + l * slice;
      for (int j = 0; j < 4; j++, at += width) {
        double v = wy[w + j];
        sliceX =
            fma(v, fma(x3, c[at + 3], fma(x2, c[at + 2], fma(x1, c[at + 1], x0 * c[at]))), sliceX);
        int b = at + count;
        sliceY = fma(v, fma(x3, c[b + 3], fma(x2, c[b + 2], fma(x1, c[b + 1], x0 * c[b]))), sliceY);
        b += count;
        sliceZ = fma(v, fma(x3, c[b + 3], fma(x2, c[b + 2], fma(x1, c[b + 1], x0 * c[b]))), sliceZ);
      }
      dx = fma(wz[w + l], sliceX, dx);
      dy = fma(wz[w + l], sliceY, dy);
      dz = fma(wz[w + l], sliceZ, dz);
    }
    moving.axis(0)[i] = fixed.axis(0)[i] + dx;
    moving.axis(1)[i] = fixed.axis(1)[i] + dy;
    moving.axis(2)[i] = fixed.axis(2)[i] + dz;
  }

  private void any(int i, PointBatch fixed, PointBatch moving) {
    int w = i * support;
    for (int d = 0; d < 3; d++) {
      double sum = 0;
      for (int l = 0; l < support; l++) {
        for (int j = 0; j < support; j++) {
          int at = d * count + offsets[i] + l * slice + j * width;
          double row = 0;
          for (int k = 0; k < support; k++) {
            row += wx[w + k] * c[at + k];
          }
          sum += wz[w + l] * wy[w + j] * row;
        }
      }
      moving.axis(d)[i] = fixed.axis(d)[i] + sum;
    }
  }

  @Override
  public void pullback(double[][] cotangents, double[] gradient) {
    double[] gx = cotangents[0];
    double[] gy = cotangents[1];
    double[] gz = cotangents[2];
    for (int i = 0; i < size; i++) {
      if (offsets[i] == OUTSIDE || (gx[i] == 0 && gy[i] == 0 && gz[i] == 0)) {
        continue;
      }
      if (support == 4) {
        cubicPullback(i, gx[i], gradient, 0);
        cubicPullback(i, gy[i], gradient, count);
        cubicPullback(i, gz[i], gradient, 2 * count);
      } else {
        anyPullback(i, gx[i], gradient, 0);
        anyPullback(i, gy[i], gradient, count);
        anyPullback(i, gz[i], gradient, 2 * count);
      }
    }
  }

  private void cubicPullback(int i, double g, double[] gradient, int plane) {
    int w = i * 4;
    double x0 = g * wx[w];
    double x1 = g * wx[w + 1];
    double x2 = g * wx[w + 2];
    double x3 = g * wx[w + 3];
    for (int l = 0; l < 4; l++) {
      int at = plane + offsets[i] + l * slice;
      for (int j = 0; j < 4; j++, at += width) {
        double v = wz[w + l] * wy[w + j];
        gradient[at] = fma(v, x0, gradient[at]);
        gradient[at + 1] = fma(v, x1, gradient[at + 1]);
        gradient[at + 2] = fma(v, x2, gradient[at + 2]);
        gradient[at + 3] = fma(v, x3, gradient[at + 3]);
      }
    }
  }

  private void anyPullback(int i, double g, double[] gradient, int plane) {
    int w = i * support;
    for (int l = 0; l < support; l++) {
      int at = plane + offsets[i] + l * slice;
      for (int j = 0; j < support; j++, at += width) {
        double row = g * wz[w + l] * wy[w + j];
        for (int k = 0; k < support; k++) {
          gradient[at + k] += row * wx[w + k];
        }
      }
    }
  }

  @Override
  public void jacobian(int point, SparseJacobian out) {
    if (offsets[point] == OUTSIDE) {
      out.resize(0);
      return;
    }
    int perAxis = support * support * support;
    out.resize(3 * perAxis);
    double[] values = out.values();
    int[] parameters = out.parameters();
    int capacity = out.capacity();
    for (int d = 0; d < 3; d++) {
      Arrays.fill(values, d * capacity, d * capacity + 3 * perAxis, 0);
    }
    int w = point * support;
    int column = 0;
    for (int l = 0; l < support; l++) {
      for (int j = 0; j < support; j++) {
        int row = offsets[point] + l * slice + j * width;
        double rowWeight = wz[w + l] * wy[w + j];
        for (int k = 0; k < support; k++, column++) {
          double weight = rowWeight * wx[w + k];
          parameters[column] = row + k;
          parameters[perAxis + column] = count + row + k;
          parameters[2 * perAxis + column] = 2 * count + row + k;
          values[column] = weight;
          values[capacity + perAxis + column] = weight;
          values[2 * capacity + 2 * perAxis + column] = weight;
        }
      }
    }
  }
}
