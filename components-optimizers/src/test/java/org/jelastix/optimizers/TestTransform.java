package org.jelastix.optimizers;

import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;

/** Transforms that are linear in their parameters, T(x) = x + J(x) μ, with a given J. */
final class TestTransform implements Transform {
  private final int dimension;
  private final double[] parameters;
  private final JacobianStructure structure;
  private final Jacobian jacobian;

  interface Jacobian {
    void at(double[] x, SparseJacobian out);
  }

  TestTransform(
      int dimension, double[] parameters, JacobianStructure structure, Jacobian jacobian) {
    this.dimension = dimension;
    this.parameters = parameters.clone();
    this.structure = structure;
    this.jacobian = jacobian;
  }

  /** T(x) = x + t. */
  static TestTransform translation(int dimension) {
    return new TestTransform(
        dimension,
        new double[dimension],
        new JacobianStructure(dimension, true, false),
        (x, out) -> {
          out.resize(dimension);
          for (int d = 0; d < dimension; d++) {
            out.parameters()[d] = d;
            for (int r = 0; r < dimension; r++) {
              out.values()[r * out.capacity() + d] = r == d ? 1 : 0;
            }
          }
        });
  }

  /** T(x) = x + A (x − 5) + t, every parameter at every point. */
  static TestTransform affine(int dimension) {
    int n = dimension * (dimension + 1);
    return new TestTransform(
        dimension,
        new double[n],
        JacobianStructure.dense(n),
        (x, out) -> {
          out.resize(n);
          java.util.Arrays.fill(out.values(), 0);
          for (int p = 0; p < n; p++) {
            out.parameters()[p] = p;
          }
          for (int r = 0; r < dimension; r++) {
            for (int c = 0; c < dimension; c++) {
              out.values()[r * out.capacity() + r * dimension + c] = x[c] - 5;
            }
            out.values()[r * out.capacity() + dimension * dimension + r] = 1;
          }
        });
  }

  /** Tents (linear B-splines) at whole numbers 0 … grid−1 along each axis. */
  static TestTransform tents(int dimension, int grid, boolean declareShared) {
    int points = 1;
    for (int d = 0; d < dimension; d++) {
      points *= grid;
    }
    int all = points;
    int corners = 1 << dimension;
    return new TestTransform(
        dimension,
        new double[dimension * all],
        new JacobianStructure(dimension * corners, false, declareShared),
        (x, out) -> {
          for (double v : x) {
            if (v < 0 || v > grid - 1) {
              out.resize(0);
              return;
            }
          }
          out.resize(dimension * corners);
          java.util.Arrays.fill(out.values(), 0);
          for (int k = 0; k < corners; k++) {
            double weight = 1;
            int number = 0;
            int stride = 1;
            for (int d = 0; d < dimension; d++) {
              int low = Math.min((int) x[d], grid - 2);
              double f = x[d] - low;
              boolean upper = (k >> d & 1) == 1;
              weight *= upper ? f : 1 - f;
              number += stride * (upper ? low + 1 : low);
              stride *= grid;
            }
            for (int d = 0; d < dimension; d++) {
              out.parameters()[d * corners + k] = d * all + number;
              out.values()[d * out.capacity() + d * corners + k] = weight;
            }
          }
        });
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public int parameterCount() {
    return parameters.length;
  }

  @Override
  public double[] parameters() {
    return parameters.clone();
  }

  @Override
  public Transform withParameters(double[] newParameters) {
    return new TestTransform(dimension, newParameters, structure, jacobian);
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return structure;
  }

  @Override
  public ParameterMap describe() {
    return ParameterMap.empty();
  }

  @Override
  public TransformKernel kernel() {
    return new TransformKernel() {
      private final PointBatch last = new PointBatch(dimension);

      @Override
      public void forward(PointBatch fixed, PointBatch moving) {
        last.resize(fixed.size());
        moving.resize(fixed.size());
        for (int d = 0; d < dimension; d++) {
          System.arraycopy(fixed.axis(d), 0, last.axis(d), 0, fixed.size());
        }
        SparseJacobian j = SparseJacobian.of(TestTransform.this);
        for (int i = 0; i < fixed.size(); i++) {
          jacobian(i, j);
          for (int d = 0; d < dimension; d++) {
            double v = fixed.axis(d)[i];
            for (int k = 0; k < j.size(); k++) {
              v += j.get(d, k) * parameters[j.parameters()[k]];
            }
            moving.axis(d)[i] = v;
          }
        }
      }

      @Override
      public void pullback(double[][] cotangents, double[] gradient) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void jacobian(int point, SparseJacobian out) {
        double[] x = new double[dimension];
        for (int d = 0; d < dimension; d++) {
          x[d] = last.axis(d)[point];
        }
        jacobian.at(x, out);
      }
    };
  }
}
