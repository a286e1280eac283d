package org.jelastix.transforms.bspline;

import java.util.Arrays;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.image.PointBatch;

/**
 * The worker of a B-spline transform of any dimension, cyclic or not.
 *
 * <p>The order+1 one-dimensional weights along each axis are computed once per point and kept for
 * the pullback; the weight of a control point is their product. The support of a point is visited
 * row by row, a row being the order+1 control points that are neighbours along axis 0.
 */
final class BSplineKernel extends LatticeKernel {
  private final ControlGrid grid;
  private final double[] c;
  private final int dim;
  private final int support;
  private final int movedAxes;
  private final int rows;
  private final int[] digits;
  private final int[] rowOffsets;
  private final double[] rowWeights;
  private double[][] weights;
  private int[][] starts;
  private boolean[] inside;
  private final double[][] x;
  private int size;

  BSplineKernel(ControlGrid grid, double[] coefficients) {
    super(grid, coefficients);
    this.grid = grid;
    this.c = coefficients;
    this.dim = grid.dim;
    this.support = grid.order + 1;
    this.movedAxes = grid.cyclic ? dim - 1 : dim;
    this.rows = grid.supportSize() / support;
    this.digits = new int[dim];
    this.rowOffsets = new int[rows];
    this.rowWeights = new double[rows];
    this.x = new double[dim][];
    reserve(PointBatch.CAPACITY);
  }

  private void reserve(int n) {
    if (inside == null || inside.length < n) {
      weights = new double[dim][n * support];
      starts = new int[dim][n];
      inside = new boolean[n];
    }
  }

  @Override
  public void forward(PointBatch fixed, PointBatch moving) {
    int n = fixed.size();
    reserve(n);
    size = n;
    moving.resize(n);
    for (int d = 0; d < dim; d++) {
      x[d] = fixed.axis(d);
      System.arraycopy(x[d], 0, moving.axis(d), 0, n);
    }
    for (int i = 0; i < n; i++) {
      inside[i] = locate(i);
      if (!inside[i]) {
        continue;
      }
      visitRows(i);
      for (int d = 0; d < movedAxes; d++) {
        double sum = 0;
        int plane = d * grid.count;
        for (int r = 0; r < rows; r++) {
          double row = 0;
          int at = plane + rowOffsets[r];
          for (int k = 0; k < support; k++) {
            row += weights[0][i * support + k] * c[at + k];
          }
          sum += rowWeights[r] * row;
        }
        moving.axis(d)[i] = x[d][i] + sum;
      }
    }
  }

  private boolean locate(int i) {
    for (int d = 0; d < dim; d++) {
      double index = grid.index(d, x, i);
      if (!(index >= grid.begin[d] && index < grid.end[d])) {
        return false;
      }
      double cell = Math.floor(index - grid.half);
      starts[d][i] = (int) cell;
      SplineBasis.value(grid.order, index - grid.half - cell, weights[d], i * support);
    }
    return true;
  }

  /** Fills offsets and weights of the rows of a point's support. */
  private void visitRows(int i) {
    Arrays.fill(digits, 0);
    for (int r = 0; r < rows; r++) {
      int offset = starts[0][i];
      double weight = 1;
      for (int d = 1; d < dim; d++) {
        int k = starts[d][i] + digits[d];
        if (grid.cyclic && d == dim - 1) {
          k = Math.floorMod(k, grid.size[d]);
        }
        offset += k * grid.strides[d];
        weight *= weights[d][i * support + digits[d]];
      }
      rowOffsets[r] = offset;
      rowWeights[r] = weight;
      for (int d = 1; d < dim && ++digits[d] == support; d++) {
        digits[d] = 0;
      }
    }
  }

  @Override
  public void pullback(double[][] cotangents, double[] gradient) {
    for (int i = 0; i < size; i++) {
      if (!inside[i]) {
        continue;
      }
      visitRows(i);
      for (int d = 0; d < dim; d++) {
        double g = cotangents[d][i];
        if (g != 0) {
          for (int r = 0; r < rows; r++) {
            double row = g * rowWeights[r];
            int at = d * grid.count + rowOffsets[r];
            for (int k = 0; k < support; k++) {
              gradient[at + k] += row * weights[0][i * support + k];
            }
          }
        }
      }
    }
  }

  @Override
  public void jacobian(int point, SparseJacobian out) {
    if (!inside[point]) {
      out.resize(0);
      return;
    }
    visitRows(point);
    int perAxis = rows * support;
    out.resize(dim * perAxis);
    double[] values = out.values();
    Arrays.fill(values, 0);
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < support; k++) {
        double w = rowWeights[r] * weights[0][point * support + k];
        for (int d = 0; d < dim; d++) {
          int column = d * perAxis + r * support + k;
          out.parameters()[column] = d * grid.count + rowOffsets[r] + k;
          values[d * out.capacity() + column] = w;
        }
      }
    }
  }
}
