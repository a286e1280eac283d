package org.jelastix.transforms.bspline;

import org.jelastix.api.image.PointBatch;

/**
 * Maps equally spaced points of a line that runs along one axis of the control point grid, as the
 * rows of an output image do.
 *
 * <p>Along such a line the weights of all other axes are constant, so the grid collapses to one row
 * of coefficients, and the displacement to one polynomial a cell.
 */
final class BSplineLine {
  /** Drift off the axis over the whole line, in control point distances, that is taken for none. */
  private static final double DRIFT = 1e-9;

  private final ControlGrid grid;
  private final double[] c;
  private final int dim;
  private final int support;
  private final double[] index;
  private final double[] advance;
  private final int[] starts;
  private final double[][] weights;
  private final double[][] collapsed;
  private final double[][] polynomials;
  private final int[] digits;

  BSplineLine(ControlGrid grid, double[] coefficients) {
    this.grid = grid;
    this.c = coefficients;
    this.dim = grid.dim;
    this.support = grid.order + 1;
    this.index = new double[dim];
    this.advance = new double[dim];
    this.starts = new int[dim];
    this.weights = new double[dim][support];
    int longest = 0;
    for (int s : grid.size) {
      longest = Math.max(longest, s);
    }
    this.collapsed = new double[dim][longest];
    this.polynomials = new double[dim][4];
    this.digits = new int[dim];
  }

  /** Fills a batch, made larger if it must be, with the points of a line. */
  static PointBatch fill(PointBatch batch, double[] start, double[] step, int n) {
    PointBatch points = batch.capacity() < n ? new PointBatch(start.length, n) : batch;
    points.resize(n);
    for (int d = 0; d < start.length; d++) {
      double[] axis = points.axis(d);
      for (int k = 0; k < n; k++) {
        axis[k] = start[d] + k * step[d];
      }
    }
    return points;
  }

  /** Maps the line, if it is one along an axis of a grid that is not cyclic. */
  boolean tryMap(double[] start, double[] step, int n, PointBatch moving) {
    int axis = axisOf(start, step, n);
    if (axis < 0) {
      return false;
    }
    moving.resize(n);
    for (int d = 0; d < dim; d++) {
      double[] out = moving.axis(d);
      for (int k = 0; k < n; k++) {
        out[k] = start[d] + k * step[d];
      }
    }
    for (int d = 0; d < dim; d++) {
      if (d != axis && !(index[d] >= grid.begin[d] && index[d] < grid.end[d])) {
        return true;
      }
    }
    collapse(axis, n);
    add(axis, n, moving);
    return true;
  }

  /** Whether {@link #tryMap} would map this line. */
  boolean isAlongAxis(double[] start, double[] step, int n) {
    return axisOf(start, step, n) >= 0;
  }

  private int axisOf(double[] start, double[] step, int n) {
    int axis = 0;
    for (int r = 0; r < dim; r++) {
      double position = 0;
      double change = 0;
      for (int k = 0; k < dim; k++) {
        position += grid.toIndex[r * dim + k] * (start[k] - grid.first[k]);
        change += grid.toIndex[r * dim + k] * step[k];
      }
      index[r] = position;
      advance[r] = change;
      if (Math.abs(change) > Math.abs(advance[axis])) {
        axis = r;
      }
    }
    for (int d = 0; d < dim; d++) {
      if (d != axis && Math.abs(advance[d]) * n > DRIFT) {
        return -1;
      }
    }
    return grid.cyclic ? -1 : axis;
  }

  /** Sums the coefficients over the other axes' supports, where the line passes. */
  private void collapse(int axis, int n) {
    double last = index[axis] + (n - 1) * advance[axis];
    int from = cell(Math.min(index[axis], last), axis);
    int to = Math.min(cell(Math.max(index[axis], last), axis) + grid.order, grid.size[axis] - 1);
    int rows = 1;
    for (int d = 0; d < dim; d++) {
      digits[d] = 0;
      if (d != axis) {
        rows *= support;
        double floor = Math.floor(index[d] - grid.half);
        starts[d] = (int) floor;
        SplineBasis.value(grid.order, index[d] - grid.half - floor, weights[d], 0);
      }
    }
    for (int d = 0; d < dim; d++) {
      java.util.Arrays.fill(collapsed[d], from, to + 1, 0);
    }
    int stride = grid.strides[axis];
    for (int r = 0; r < rows; r++) {
      int offset = 0;
      double weight = 1;
      for (int d = 0; d < dim; d++) {
        if (d != axis) {
          offset += (starts[d] + digits[d]) * grid.strides[d];
          weight *= weights[d][digits[d]];
        }
      }
      for (int d = 0; d < dim; d++) {
        double[] sum = collapsed[d];
        int at = d * grid.count + offset + from * stride;
        for (int k = from; k <= to; k++, at += stride) {
          sum[k] += weight * c[at];
        }
      }
      for (int d = 0; d < dim; d++) {
        if (d != axis) {
          if (++digits[d] < support) {
            break;
          }
          digits[d] = 0;
        }
      }
    }
  }

  private int cell(double position, int axis) {
    double cell = Math.floor(position - grid.half);
    return (int) Math.max(0, Math.min(cell, grid.size[axis] - 1));
  }

  private void add(int axis, int n, PointBatch moving) {
    double begin = grid.begin[axis];
    double end = grid.end[axis];
    int current = -1;
    for (int k = 0; k < n; k++) {
      double position = index[axis] + k * advance[axis];
      if (!(position >= begin && position < end)) {
        continue;
      }
      double floor = Math.floor(position - grid.half);
      if ((int) floor != current) {
        current = (int) floor;
        for (int d = 0; d < dim; d++) {
          SplineBasis.polynomial(grid.order, collapsed[d], current, polynomials[d]);
        }
      }
      double t = position - grid.half - floor;
      for (int d = 0; d < dim; d++) {
        double[] p = polynomials[d];
        moving.axis(d)[k] += p[0] + t * (p[1] + t * (p[2] + t * p[3]));
      }
    }
  }
}
