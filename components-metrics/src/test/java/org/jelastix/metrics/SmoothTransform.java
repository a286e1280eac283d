package org.jelastix.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;

/**
 * A test transform with all derivatives by formula: T_r(x) = x_r + Σ_k μ[r·K + k] φ_k(x / L), with
 * φ = 1, u_a, u_a u_b, sin u_a.
 */
final class SmoothTransform implements SpatiallyDifferentiable {
  private static final double LENGTH = 10;

  private final int dimension;
  private final int functions;
  private final double[] parameters;

  SmoothTransform(int dimension, double[] parameters) {
    this.dimension = dimension;
    this.functions = functions(dimension);
    this.parameters = parameters.clone();
    if (parameters.length != dimension * functions) {
      throw new IllegalArgumentException("wrong number of parameters");
    }
  }

  static SmoothTransform random(int dimension, double size, long seed) {
    Random random = new Random(seed);
    double[] mu = new double[dimension * functions(dimension)];
    for (int j = 0; j < mu.length; j++) {
      mu[j] = size * (2 * random.nextDouble() - 1);
    }
    return new SmoothTransform(dimension, mu);
  }

  static SmoothTransform identity(int dimension) {
    return new SmoothTransform(dimension, new double[dimension * functions(dimension)]);
  }

  private static int functions(int dim) {
    return 1 + dim + dim * (dim + 1) / 2 + dim;
  }

  /** φ_k, its first derivatives and its second derivatives at a point. */
  private void basis(double[] x, double[] phi, double[][] first, double[][] second) {
    int dim = dimension;
    for (int k = 0; k < functions; k++) {
      Arrays.fill(first[k], 0);
      Arrays.fill(second[k], 0);
    }
    int k = 0;
    phi[k++] = 1;
    for (int a = 0; a < dim; a++, k++) {
      phi[k] = x[a] / LENGTH;
      first[k][a] = 1 / LENGTH;
    }
    for (int a = 0; a < dim; a++) {
      for (int b = a; b < dim; b++, k++) {
        phi[k] = x[a] * x[b] / (LENGTH * LENGTH);
        first[k][a] += x[b] / (LENGTH * LENGTH);
        first[k][b] += x[a] / (LENGTH * LENGTH);
        second[k][a * dim + b] += 1 / (LENGTH * LENGTH);
        second[k][b * dim + a] += 1 / (LENGTH * LENGTH);
      }
    }
    for (int a = 0; a < dim; a++, k++) {
      phi[k] = Math.sin(x[a] / LENGTH);
      first[k][a] = Math.cos(x[a] / LENGTH) / LENGTH;
      second[k][a * dim + a] = -Math.sin(x[a] / LENGTH) / (LENGTH * LENGTH);
    }
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
  public SmoothTransform withParameters(double[] other) {
    return new SmoothTransform(dimension, other);
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return new JacobianStructure(parameters.length, false, true);
  }

  @Override
  public ParameterMap describe() {
    return ParameterMap.of(Map.of("Transform", List.of("SmoothTransform")));
  }

  @Override
  public TransformKernel kernel() {
    return new Kernel();
  }

  @Override
  public SpatialKernel spatialKernel() {
    return new Kernel();
  }

  private final class Kernel implements TransformKernel, SpatialKernel {
    private final double[][][] phi = new double[PointBatch.CAPACITY][1][functions];
    private final double[][][] first = new double[PointBatch.CAPACITY][functions][dimension];
    private final double[][][] second =
        new double[PointBatch.CAPACITY][functions][dimension * dimension];
    private int n;

    @Override
    public void at(PointBatch fixed) {
      n = fixed.size();
      double[] x = new double[dimension];
      for (int i = 0; i < n; i++) {
        for (int d = 0; d < dimension; d++) {
          x[d] = fixed.axis(d)[i];
        }
        basis(x, phi[i][0], first[i], second[i]);
      }
    }

    @Override
    public void forward(PointBatch fixed, PointBatch moving) {
      at(fixed);
      moving.resize(n);
      for (int i = 0; i < n; i++) {
        for (int d = 0; d < dimension; d++) {
          double sum = fixed.axis(d)[i];
          for (int k = 0; k < functions; k++) {
            sum += parameters[d * functions + k] * phi[i][0][k];
          }
          moving.axis(d)[i] = sum;
        }
      }
    }

    @Override
    public void pullback(double[][] cotangents, double[] gradient) {
      for (int i = 0; i < n; i++) {
        for (int d = 0; d < dimension; d++) {
          for (int k = 0; k < functions; k++) {
            gradient[d * functions + k] += cotangents[d][i] * phi[i][0][k];
          }
        }
      }
    }

    @Override
    public void jacobian(int point, SparseJacobian out) {
      out.resize(parameters.length);
      for (int j = 0; j < parameters.length; j++) {
        out.parameters()[j] = j;
        for (int d = 0; d < dimension; d++) {
          out.values()[d * out.capacity() + j] =
              j / functions == d ? phi[point][0][j % functions] : 0;
        }
      }
    }

    @Override
    public void jacobian(double[][] out) {
      for (int r = 0; r < dimension; r++) {
        for (int c = 0; c < dimension; c++) {
          for (int i = 0; i < n; i++) {
            double sum = r == c ? 1 : 0;
            for (int k = 0; k < functions; k++) {
              sum += parameters[r * functions + k] * first[i][k][c];
            }
            out[r * dimension + c][i] = sum;
          }
        }
      }
    }

    @Override
    public void hessian(double[][] out) {
      int square = dimension * dimension;
      for (int r = 0; r < dimension; r++) {
        for (int ab = 0; ab < square; ab++) {
          for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int k = 0; k < functions; k++) {
              sum += parameters[r * functions + k] * second[i][k][ab];
            }
            out[r * square + ab][i] = sum;
          }
        }
      }
    }

    @Override
    public void pullbackJacobian(double[][] cotangents, double[] gradient) {
      for (int rc = 0; rc < cotangents.length; rc++) {
        for (int i = 0; i < n; i++) {
          for (int k = 0; k < functions; k++) {
            gradient[rc / dimension * functions + k] +=
                cotangents[rc][i] * first[i][k][rc % dimension];
          }
        }
      }
    }

    @Override
    public void pullbackHessian(double[][] cotangents, double[] gradient) {
      int square = dimension * dimension;
      for (int rab = 0; rab < cotangents.length; rab++) {
        for (int i = 0; i < n; i++) {
          for (int k = 0; k < functions; k++) {
            gradient[rab / square * functions + k] +=
                cotangents[rab][i] * second[i][k][rab % square];
          }
        }
      }
    }
  }
}
