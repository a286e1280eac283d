package org.jelastix.transforms.affine;

import org.jelastix.api.component.AffineMap;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;

/**
 * The worker of a {@link MatrixTransform}.
 *
 * <p>Column k of the Jacobian is ∂M/∂μ_k·(x − c) for matrix parameters, so their part of the
 * pullback needs the points only through S = Σᵢ gᵢ (xᵢ − c)ᵀ: gradient_k += ⟨∂M/∂μ_k, S⟩.
 */
final class MatrixKernel implements TransformKernel {
  private final int dim;
  private final double[] m;
  private final double[] b;
  private final double[] center;
  private final double[][] derivatives;
  private final int translationAt;
  private final double[] s;
  private double[][] points;
  private int size;

  /**
   * @param points room for points: axis, point
   */
  MatrixKernel(
      AffineMap map,
      double[] center,
      double[][] derivatives,
      int translationAt,
      double[][] points) {
    this.dim = center.length;
    this.m = map.matrix();
    this.b = map.offset();
    this.center = center;
    this.derivatives = derivatives;
    this.translationAt = translationAt;
    this.s = new double[dim * dim];
    this.points = points;
  }

  int dimension() {
    return dim;
  }

  /** Room for points, for the worker that takes the place of this. */
  double[][] points() {
    return points;
  }

  @Override
  public void forward(PointBatch fixed, PointBatch moving) {
    int n = fixed.size();
    if (n > points[0].length) {
      points = new double[dim][n];
    }
    for (int d = 0; d < dim; d++) {
      System.arraycopy(fixed.axis(d), 0, points[d], 0, n);
    }
    size = n;
    moving.resize(n);
    for (int r = 0; r < dim; r++) {
      switch (dim) {
        case 2 -> row2(n, points[0], points[1], m[r * 2], m[r * 2 + 1], b[r], moving.axis(r));
        case 3 ->
            row3(
                n,
                points[0],
                points[1],
                points[2],
                m[r * 3],
                m[r * 3 + 1],
                m[r * 3 + 2],
                b[r],
                moving.axis(r));
        default -> row(n, r, moving.axis(r));
      }
    }
  }

  private static void row2(
      int n, double[] x, double[] y, double mx, double my, double b, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = mx * x[i] + my * y[i] + b;
    }
  }

  private static void row3(
      int n,
      double[] x,
      double[] y,
      double[] z,
      double mx,
      double my,
      double mz,
      double b,
      double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = mx * x[i] + my * y[i] + mz * z[i] + b;
    }
  }

  private void row(int n, int r, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = m[r * dim] * points[0][i];
    }
    for (int c = 1; c < dim; c++) {
      double factor = m[r * dim + c];
      double[] x = points[c];
      for (int i = 0; i < n; i++) {
        out[i] += factor * x[i];
      }
    }
    for (int i = 0; i < n; i++) {
      out[i] += b[r];
    }
  }

  @Override
  public void pullback(double[][] cotangents, double[] gradient) {
    for (int r = 0; r < dim; r++) {
      double[] g = cotangents[r];
      gradient[translationAt + r] += sum(g, size);
      for (int c = 0; c < dim; c++) {
        s[r * dim + c] = product(g, points[c], center[c], size);
      }
    }
    for (int k = 0; k < derivatives.length; k++) {
      double[] derivative = derivatives[k];
      if (derivative != null) {
        double product = 0;
        for (int e = 0; e < s.length; e++) {
          product += derivative[e] * s[e];
        }
        gradient[k] += product;
      }
    }
  }

  private static double sum(double[] a, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[i];
    }
    return sum;
  }

  /** Σ g (x − origin). */
  private static double product(double[] g, double[] x, double origin, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += g[i] * (x[i] - origin);
    }
    return sum;
  }

  @Override
  public void jacobian(int point, SparseJacobian out) {
    out.resize(derivatives.length);
    double[] values = out.values();
    int stride = out.capacity();
    for (int k = 0; k < derivatives.length; k++) {
      out.parameters()[k] = k;
      double[] derivative = derivatives[k];
      for (int r = 0; r < dim; r++) {
        double v = 0;
        if (derivative == null) {
          v = k - translationAt == r ? 1 : 0;
        } else {
          for (int c = 0; c < dim; c++) {
            v += derivative[r * dim + c] * (points[c][point] - center[c]);
          }
        }
        values[r * stride + k] = v;
      }
    }
  }

  @Override
  public void lattice(double[] start, double[][] steps, int[] size, PointBatch moving) {
    double[] first = b.clone();
    double[][] advance = new double[steps.length][dim];
    for (int r = 0; r < dim; r++) {
      for (int c = 0; c < dim; c++) {
        first[r] += m[r * dim + c] * start[c];
        for (int a = 0; a < steps.length; a++) {
          advance[a][r] += m[r * dim + c] * steps[a][c];
        }
      }
    }
    moving.fillLattice(first, advance, size);
  }
}
