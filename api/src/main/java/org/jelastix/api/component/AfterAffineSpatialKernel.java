package org.jelastix.api.component;

import java.util.Arrays;
import java.util.Optional;
import org.jelastix.api.image.PointBatch;

/**
 * Spatial derivatives of T₁∘T₀ where T₀(x) = A x + b, the fast form of {@link
 * ComposedSpatialKernel}: J = J₁ A and, for each coordinate, H = Aᵀ H₁ A, with one A for all
 * points.
 *
 * <p>All loops run over the points of a batch with one factor each, so that the JIT compiler can
 * make vector instructions of them.
 */
final class AfterAffineSpatialKernel implements SpatialKernel {
  private final TransformKernel initial;
  private final SpatialKernel current;
  private final int dimension;

  /** A, and Aᵀ. */
  private final double[] matrix;

  private final double[] transposed;
  private int points;
  private PointBatch between;
  private double[][] half;
  private double[][] derivatives;

  AfterAffineSpatialKernel(
      TransformKernel initial, AffineMap affine, SpatiallyDifferentiable current) {
    this.initial = initial;
    this.current = current.spatialKernel();
    this.dimension = affine.dimension();
    this.matrix = affine.matrix();
    this.transposed = new double[matrix.length];
    for (int r = 0; r < dimension; r++) {
      for (int c = 0; c < dimension; c++) {
        transposed[c * dimension + r] = matrix[r * dimension + c];
      }
    }
    allocate(PointBatch.CAPACITY);
  }

  private void allocate(int n) {
    between = new PointBatch(dimension, n);
    half = new double[0][];
    derivatives = new double[0][];
  }

  /** Room for first or second derivatives, which sums of squares do not need. */
  private void reserve(int order) {
    int squared = dimension * dimension;
    int entries = order == 1 ? squared : squared * dimension;
    if (derivatives.length < entries) {
      derivatives = new double[entries][between.capacity()];
    }
    if (order == 2 && half.length == 0) {
      half = new double[squared][between.capacity()];
    }
  }

  @Override
  public void at(PointBatch fixed) {
    points = fixed.size();
    if (points > between.capacity()) {
      allocate(points);
    }
    initial.apply(fixed, between);
    current.at(between);
  }

  @Override
  public void jacobian(double[][] out) {
    reserve(1);
    current.jacobian(derivatives);
    multiplyRows(derivatives, 0, matrix, out, 0);
  }

  @Override
  public void hessian(double[][] out) {
    reserve(2);
    current.hessian(derivatives);
    for (int r = 0; r < dimension; r++) {
      int first = r * dimension * dimension;
      multiplyRows(derivatives, first, matrix, half, 0);
      multiplyColumns(half, matrix, out, first);
    }
  }

  @Override
  public void pullbackJacobian(double[][] cotangents, double[] gradient) {
    reserve(1);
    multiplyRows(cotangents, 0, transposed, derivatives, 0);
    current.pullbackJacobian(derivatives, gradient);
  }

  @Override
  public void pullbackHessian(double[][] cotangents, double[] gradient) {
    reserve(2);
    for (int r = 0; r < dimension; r++) {
      int first = r * dimension * dimension;
      multiplyRows(cotangents, first, transposed, half, 0);
      multiplyColumns(half, transposed, derivatives, first);
    }
    current.pullbackHessian(derivatives, gradient);
  }

  /** The matrices of affine maps that follow upon each other are multiplied. */
  @Override
  public Optional<SquaredHessians> squaredHessians() {
    return current
        .squaredHessians()
        .map(
            sums ->
                (affine, counts, gradient) ->
                    sums.add(affine == null ? matrix : times(affine), counts, gradient));
  }

  private double[] times(double[] other) {
    double[] product = new double[matrix.length];
    for (int r = 0; r < dimension; r++) {
      for (int c = 0; c < dimension; c++) {
        for (int k = 0; k < dimension; k++) {
          product[r * dimension + c] += matrix[r * dimension + k] * other[k * dimension + c];
        }
      }
    }
    return product;
  }

  /** to_ab = Σ_k from_ak m_kb. */
  private void multiplyRows(
      double[][] from, int firstFrom, double[] m, double[][] to, int firstTo) {
    for (int a = 0; a < dimension; a++) {
      for (int b = 0; b < dimension; b++) {
        sum(m, b, from, firstFrom + a * dimension, 1, to[firstTo + a * dimension + b]);
      }
    }
  }

  /** to_ab = Σ_k m_ka from_kb. */
  private void multiplyColumns(double[][] from, double[] m, double[][] to, int firstTo) {
    for (int a = 0; a < dimension; a++) {
      for (int b = 0; b < dimension; b++) {
        sum(m, a, from, b, dimension, to[firstTo + a * dimension + b]);
      }
    }
  }

  /** out = Σ_k m_kc from_j, where j counts up from {@code first} in steps. */
  private void sum(double[] m, int c, double[][] from, int first, int step, double[] out) {
    if (dimension == 3) {
      sum(
          m[c],
          from[first],
          m[3 + c],
          from[first + step],
          m[6 + c],
          from[first + 2 * step],
          out,
          points);
      return;
    }
    Arrays.fill(out, 0, points, 0);
    for (int k = 0; k < dimension; k++) {
      addScaled(m[k * dimension + c], from[first + k * step], out, points);
    }
  }

  private static void sum(
      double m0, double[] a0, double m1, double[] a1, double m2, double[] a2, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = m0 * a0[i] + m1 * a1[i] + m2 * a2[i];
    }
  }

  private static void addScaled(double factor, double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] += factor * a[i];
    }
  }
}
