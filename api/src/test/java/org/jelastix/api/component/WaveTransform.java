package org.jelastix.api.component;

import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;

/** A smooth curved map for tests: T_r(x) = x_r + μ_r sin(x_0 + r) + μ_(n+r) x_r x_(n−1). */
final class WaveTransform implements SpatiallyDifferentiable {
  private final int n;
  private final double[] mu;

  WaveTransform(int dimension, double... parameters) {
    this.n = dimension;
    this.mu = parameters.clone();
  }

  @Override
  public int dimension() {
    return n;
  }

  @Override
  public int parameterCount() {
    return 2 * n;
  }

  @Override
  public double[] parameters() {
    return mu.clone();
  }

  @Override
  public WaveTransform withParameters(double[] parameters) {
    return new WaveTransform(n, parameters);
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return JacobianStructure.dense(2 * n);
  }

  @Override
  public ParameterMap describe() {
    return ParameterMap.builder().put("Transform", "WaveTransform").build();
  }

  @Override
  public TransformKernel kernel() {
    return new Kernel();
  }

  @Override
  public SpatialKernel spatialKernel() {
    return new Spatial();
  }

  private final class Kernel implements TransformKernel {
    private double[][] x = new double[0][];

    @Override
    public void forward(PointBatch fixed, PointBatch moving) {
      moving.resize(fixed.size());
      x = copy(fixed);
      for (int r = 0; r < n; r++) {
        for (int i = 0; i < fixed.size(); i++) {
          moving.axis(r)[i] =
              x[r][i] + mu[r] * Math.sin(x[0][i] + r) + mu[n + r] * x[r][i] * x[n - 1][i];
        }
      }
    }

    @Override
    public void pullback(double[][] g, double[] gradient) {
      for (int i = 0; i < x[0].length; i++) {
        for (int r = 0; r < n; r++) {
          gradient[r] += g[r][i] * Math.sin(x[0][i] + r);
          gradient[n + r] += g[r][i] * x[r][i] * x[n - 1][i];
        }
      }
    }

    @Override
    public void jacobian(int point, SparseJacobian out) {
      out.resize(2 * n);
      for (int k = 0; k < 2 * n; k++) {
        out.parameters()[k] = k;
        for (int r = 0; r < n; r++) {
          out.values()[r * out.capacity() + k] =
              k == r ? Math.sin(x[0][point] + r) : k == n + r ? x[r][point] * x[n - 1][point] : 0;
        }
      }
    }
  }

  private final class Spatial implements SpatialKernel {
    private double[][] x = new double[0][];

    @Override
    public void at(PointBatch fixed) {
      x = copy(fixed);
    }

    @Override
    public void jacobian(double[][] out) {
      for (int i = 0; i < x[0].length; i++) {
        for (int r = 0; r < n; r++) {
          for (int c = 0; c < n; c++) {
            out[r * n + c][i] =
                (r == c ? 1 : 0)
                    + (c == 0 ? mu[r] * Math.cos(x[0][i] + r) : 0)
                    + mu[n + r] * ((c == r ? x[n - 1][i] : 0) + (c == n - 1 ? x[r][i] : 0));
          }
        }
      }
    }

    @Override
    public void hessian(double[][] out) {
      for (int i = 0; i < x[0].length; i++) {
        for (int r = 0; r < n; r++) {
          for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
              out[(r * n + a) * n + b][i] =
                  (a == 0 && b == 0 ? -mu[r] * Math.sin(x[0][i] + r) : 0)
                      + mu[n + r]
                          * ((a == r && b == n - 1 ? 1 : 0) + (b == r && a == n - 1 ? 1 : 0));
            }
          }
        }
      }
    }

    @Override
    public void pullbackJacobian(double[][] g, double[] gradient) {
      for (int i = 0; i < x[0].length; i++) {
        for (int r = 0; r < n; r++) {
          gradient[r] += g[r * n][i] * Math.cos(x[0][i] + r);
          gradient[n + r] += g[r * n + r][i] * x[n - 1][i] + g[r * n + n - 1][i] * x[r][i];
        }
      }
    }

    @Override
    public void pullbackHessian(double[][] g, double[] gradient) {
      for (int i = 0; i < x[0].length; i++) {
        for (int r = 0; r < n; r++) {
          gradient[r] -= g[r * n * n][i] * Math.sin(x[0][i] + r);
          gradient[n + r] += g[(r * n + r) * n + n - 1][i] + g[(r * n + n - 1) * n + r][i];
        }
      }
    }
  }

  private static double[][] copy(PointBatch points) {
    double[][] x = new double[points.dimension()][];
    for (int d = 0; d < x.length; d++) {
      x[d] = java.util.Arrays.copyOf(points.axis(d), points.size());
    }
    return x;
  }
}
