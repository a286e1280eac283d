package org.jelastix.transforms.bspline;

import java.util.Arrays;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.image.PointBatch;

/** The worker of a two-dimensional B-spline transform; see {@link BSplineKernel}. */
final class BSplineKernel2 extends LatticeKernel {
  private static final int OUTSIDE = -1;

  private final ControlGrid grid;
  private final double[] c;
  private final int count;
  private final int support;
  private final int width;
  private double[] wx;
  private double[] wy;
  private int[] offsets;
  private int size;

  /**
   * @param old whose place this takes, on the same grid; null if there is none
   */
  BSplineKernel2(ControlGrid grid, double[] coefficients, BSplineKernel2 old) {
    super(grid, coefficients);
    this.grid = grid;
    this.c = coefficients;
    this.count = grid.count;
    this.support = grid.order + 1;
    this.width = grid.strides[1];
    if (old == null) {
      reserve(PointBatch.CAPACITY);
      return;
    }
    this.wx = old.wx;
    this.wy = old.wy;
    this.offsets = old.offsets;
  }

  boolean isOn(ControlGrid other) {
    return grid == other;
  }

  private void reserve(int n) {
    if (offsets == null || offsets.length < n) {
      wx = new double[n * support];
      wy = new double[n * support];
      offsets = new int[n];
    }
  }

  private void locate(double[] x, double[] y, int n) {
    int order = grid.order;
    double half = grid.half;
    double[] m = grid.toIndex;
    double[] begin = grid.begin;
    double[] end = grid.end;
    for (int i = 0; i < n; i++) {
      double px = x[i] - grid.first[0];
      double py = y[i] - grid.first[1];
      double ix = m[0] * px + m[1] * py;
      double iy = m[2] * px + m[3] * py;
      if (!(ix >= begin[0] && ix < end[0] && iy >= begin[1] && iy < end[1])) {
        offsets[i] = OUTSIDE;
        continue;
      }
      // Nothing is below 0 here, so that truncation is the floor.
      int startX = (int) (ix - half);
      int startY = (int) (iy - half);
      offsets[i] = startX + startY * width;
      SplineBasis.value(order, ix - half - startX, wx, i * support);
      SplineBasis.value(order, iy - half - startY, wy, i * support);
    }
  }

  @Override
  public void forward(PointBatch fixed, PointBatch moving) {
    int n = fixed.size();
    reserve(n);
    size = n;
    moving.resize(n);
    double[] x = fixed.axis(0);
    double[] y = fixed.axis(1);
    double[] outX = moving.axis(0);
    double[] outY = moving.axis(1);
    locate(x, y, n);
    for (int i = 0; i < n; i++) {
      double dx = 0;
      double dy = 0;
      if (offsets[i] != OUTSIDE) {
        int w = i * support;
        int at = offsets[i];
        for (int j = 0; j < support; j++, at += width) {
          double rowX = 0;
          double rowY = 0;
          for (int k = 0; k < support; k++) {
            rowX += wx[w + k] * c[at + k];
            rowY += wx[w + k] * c[count + at + k];
          }
          dx += wy[w + j] * rowX;
          dy += wy[w + j] * rowY;
        }
      }
      outX[i] = x[i] + dx;
      outY[i] = y[i] + dy;
    }
  }

  @Override
  public void pullback(double[][] cotangents, double[] gradient) {
    double[] gx = cotangents[0];
    double[] gy = cotangents[1];
    for (int i = 0; i < size; i++) {
      if (offsets[i] == OUTSIDE || (gx[i] == 0 && gy[i] == 0)) {
        continue;
      }
      int w = i * support;
      int at = offsets[i];
      for (int j = 0; j < support; j++, at += width) {
        double rowX = gx[i] * wy[w + j];
        double rowY = gy[i] * wy[w + j];
        for (int k = 0; k < support; k++) {
          gradient[at + k] += rowX * wx[w + k];
          gradient[count + at + k] += rowY * wx[w + k];
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
    int perAxis = support * support;
    out.resize(2 * perAxis);
    double[] values = out.values();
    int[] parameters = out.parameters();
    int capacity = out.capacity();
    Arrays.fill(values, 0, 2 * perAxis, 0);
    Arrays.fill(values, capacity, capacity + 2 * perAxis, 0);
    int w = point * support;
    int column = 0;
    for (int j = 0; j < support; j++) {
      for (int k = 0; k < support; k++, column++) {
        int parameter = offsets[point] + j * width + k;
        double weight = wy[w + j] * wx[w + k];
        parameters[column] = parameter;
        parameters[perAxis + column] = count + parameter;
        values[column] = weight;
        values[capacity + perAxis + column] = weight;
      }
    }
  }
}
