package org.jelastix.transforms.bspline;

import java.util.Arrays;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.image.PointBatch;

/**
 * Spatial derivatives of a B-spline transform of any dimension.
 *
 * <p>In control point indices the derivative weights are products of one-dimensional weights w, w′,
 * w″. The support is visited row by row (a row runs along axis 0). With P = ∂index/∂x:
 *
 * <ul>
 *   <li>∂T/∂x = I + G P, where G_rk = Σ c_r ∂_k(weight)
 *   <li>∂²T_r/∂x² = Pᵀ H_r P, where H_r,kl = Σ c_r ∂_k∂_l(weight)
 * </ul>
 *
 * <p>Pullbacks first carry the cotangents over to G and H, so that each control point gets one sum
 * a point. Of a cyclic grid all axes' parameters count, as in elastix.
 */
final class BSplineSpatialKernel implements SpatialKernel {
  private final ControlGrid grid;
  private final double[] c;
  private final int dim;
  private final int support;
  private final int rows;
  private final int[] digits;
  private final int[] rowOffsets;

  /** Of each row: products over axes 1…: values; one axis' derivative; two axes' derivatives. */
  private final double[] rowValue;

  private final double[][] rowFirst;
  private final double[][] rowSecond;
  private final double[] inIndex;
  private final double[] inWorld;
  private double[][] w0;
  private double[][] w1;
  private double[][] w2;
  private int[][] starts;
  private boolean[] inside;
  private final double[][] x;
  private int size;

  BSplineSpatialKernel(ControlGrid grid, double[] coefficients) {
    this.grid = grid;
    this.c = coefficients;
    this.dim = grid.dim;
    this.support = grid.order + 1;
    this.rows = grid.supportSize() / support;
    this.digits = new int[dim];
    this.rowOffsets = new int[rows];
    this.rowValue = new double[rows];
    this.rowFirst = new double[dim][rows];
    this.rowSecond = new double[dim * dim][rows];
    this.inIndex = new double[dim * dim];
    this.inWorld = new double[dim * dim];
    this.x = new double[dim][];
    reserve(PointBatch.CAPACITY);
  }

  private void reserve(int n) {
    if (inside == null || inside.length < n) {
      w0 = new double[dim][n * support];
      w1 = new double[dim][n * support];
      w2 = new double[dim][n * support];
      starts = new int[dim][n];
      inside = new boolean[n];
    }
  }

  @Override
  public void at(PointBatch fixed) {
    size = fixed.size();
    reserve(size);
    for (int d = 0; d < dim; d++) {
      x[d] = fixed.axis(d);
    }
    for (int i = 0; i < size; i++) {
      inside[i] = true;
      for (int d = 0; d < dim && inside[i]; d++) {
        double index = grid.index(d, x, i);
        inside[i] = index >= grid.begin[d] && index < grid.end[d];
        double cell = Math.floor(index - grid.half);
        double t = index - grid.half - cell;
        starts[d][i] = (int) cell;
        SplineBasis.value(grid.order, t, w0[d], i * support);
        SplineBasis.derivative(grid.order, t, w1[d], i * support);
        SplineBasis.secondDerivative(grid.order, t, w2[d], i * support);
      }
    }
  }

  private void visitRows(int i, boolean second) {
    Arrays.fill(digits, 0);
    for (int row = 0; row < rows; row++) {
      int offset = starts[0][i];
      for (int d = 1; d < dim; d++) {
        int k = starts[d][i] + digits[d];
        if (grid.cyclic && d == dim - 1) {
          k = Math.floorMod(k, grid.size[d]);
        }
        offset += k * grid.strides[d];
      }
      rowOffsets[row] = offset;
      rowValue[row] = product(i, 0, 0);
      for (int d = 1; d < dim; d++) {
        rowFirst[d][row] = product(i, d, 0);
        for (int e = d; second && e < dim; e++) {
          double v = product(i, d, e);
          rowSecond[d * dim + e][row] = v;
          rowSecond[e * dim + d][row] = v;
        }
      }
      for (int d = 1; d < dim && ++digits[d] == support; d++) {
        digits[d] = 0;
      }
    }
  }

  /** The product of weights over axes 1…, with a derivative along d and one along e unless 0. */
  private double product(int i, int d, int e) {
    double v = 1;
    for (int a = 1; a < dim; a++) {
      int at = i * support + digits[a];
      int times = (a == d ? 1 : 0) + (a == e ? 1 : 0);
      v *= times == 0 ? w0[a][at] : times == 1 ? w1[a][at] : w2[a][at];
    }
    return v;
  }

  @Override
  public void jacobian(double[][] out) {
    for (int i = 0; i < size; i++) {
      if (inside[i]) {
        visitRows(i, false);
      }
      for (int r = 0; r < dim; r++) {
        Arrays.fill(inIndex, 0, dim, 0);
        for (int row = 0; inside[i] && row < rows; row++) {
          int at = r * grid.count + rowOffsets[row];
          double value = 0;
          double slope = 0;
          for (int k = 0; k < support; k++) {
            value += w0[0][i * support + k] * c[at + k];
            slope += w1[0][i * support + k] * c[at + k];
          }
          inIndex[0] += slope * rowValue[row];
          for (int d = 1; d < dim; d++) {
            inIndex[d] += value * rowFirst[d][row];
          }
        }
        for (int a = 0; a < dim; a++) {
          double sum = r == a ? 1 : 0;
          for (int k = 0; k < dim; k++) {
            sum += inIndex[k] * grid.toIndex[k * dim + a];
          }
          out[r * dim + a][i] = sum;
        }
      }
    }
  }

  @Override
  public void hessian(double[][] out) {
    for (int i = 0; i < size; i++) {
      if (inside[i]) {
        visitRows(i, true);
      }
      for (int r = 0; r < dim; r++) {
        Arrays.fill(inIndex, 0);
        for (int row = 0; inside[i] && row < rows; row++) {
          addRowHessian(i, row, r * grid.count + rowOffsets[row]);
        }
        mirror();
        toWorld();
        for (int e = 0; e < dim * dim; e++) {
          out[r * dim * dim + e][i] = inWorld[e];
        }
      }
    }
  }

  private void addRowHessian(int i, int row, int at) {
    double value = 0;
    double slope = 0;
    double curve = 0;
    for (int k = 0; k < support; k++) {
      double coefficient = c[at + k];
      value += w0[0][i * support + k] * coefficient;
      slope += w1[0][i * support + k] * coefficient;
      curve += w2[0][i * support + k] * coefficient;
    }
    inIndex[0] += curve * rowValue[row];
    for (int d = 1; d < dim; d++) {
      inIndex[d] += slope * rowFirst[d][row];
      for (int e = d; e < dim; e++) {
        inIndex[d * dim + e] += value * rowSecond[d * dim + e][row];
      }
    }
  }

  private void mirror() {
    for (int d = 0; d < dim; d++) {
      for (int e = 0; e < d; e++) {
        inIndex[d * dim + e] = inIndex[e * dim + d];
      }
    }
  }

  /** inWorld = Pᵀ · inIndex · P. */
  private void toWorld() {
    double[] p = grid.toIndex;
    for (int a = 0; a < dim; a++) {
      for (int b = 0; b < dim; b++) {
        double sum = 0;
        for (int k = 0; k < dim; k++) {
          for (int l = 0; l < dim; l++) {
            sum += p[k * dim + a] * inIndex[k * dim + l] * p[l * dim + b];
          }
        }
        inWorld[a * dim + b] = sum;
      }
    }
  }

  @Override
  public void pullbackJacobian(double[][] cotangents, double[] gradient) {
    for (int i = 0; i < size; i++) {
      if (!inside[i]) {
        continue;
      }
      visitRows(i, false);
      for (int r = 0; r < dim; r++) {
        for (int k = 0; k < dim; k++) {
          double sum = 0;
          for (int a = 0; a < dim; a++) {
            sum += cotangents[r * dim + a][i] * grid.toIndex[k * dim + a];
          }
          inIndex[k] = sum;
        }
        for (int row = 0; row < rows; row++) {
          double slope = inIndex[0] * rowValue[row];
          double value = 0;
          for (int d = 1; d < dim; d++) {
            value += inIndex[d] * rowFirst[d][row];
          }
          int at = r * grid.count + rowOffsets[row];
          for (int k = 0; k < support; k++) {
            gradient[at + k] += slope * w1[0][i * support + k] + value * w0[0][i * support + k];
          }
        }
      }
    }
  }

  @Override
  public void pullbackHessian(double[][] cotangents, double[] gradient) {
    double[] p = grid.toIndex;
    for (int i = 0; i < size; i++) {
      if (!inside[i]) {
        continue;
      }
      visitRows(i, true);
      for (int r = 0; r < dim; r++) {
        // inIndex = P · cotangent · Pᵀ
        for (int k = 0; k < dim; k++) {
          for (int l = 0; l < dim; l++) {
            double sum = 0;
            for (int a = 0; a < dim; a++) {
              for (int b = 0; b < dim; b++) {
                sum += p[k * dim + a] * cotangents[(r * dim + a) * dim + b][i] * p[l * dim + b];
              }
            }
            inIndex[k * dim + l] = sum;
          }
        }
        for (int row = 0; row < rows; row++) {
          addRowGradient(i, row, r * grid.count + rowOffsets[row], gradient);
        }
      }
    }
  }

  private void addRowGradient(int i, int row, int at, double[] gradient) {
    double curve = inIndex[0] * rowValue[row];
    double slope = 0;
    double value = 0;
    for (int d = 1; d < dim; d++) {
      slope += (inIndex[d] + inIndex[d * dim]) * rowFirst[d][row];
      for (int e = 1; e < dim; e++) {
        value += inIndex[d * dim + e] * rowSecond[d * dim + e][row];
      }
    }
    for (int k = 0; k < support; k++) {
      int w = i * support + k;
      gradient[at + k] += curve * w2[0][w] + slope * w1[0][w] + value * w0[0][w];
    }
  }
}
