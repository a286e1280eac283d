package org.jelastix.api.component;

import org.jelastix.api.image.PointBatch;

/**
 * Spatial derivatives of T₁∘T₀ by the chain rule. With J₀, H₀ at x and J₁, H₁ at T₀(x):
 *
 * <ul>
 *   <li>J_rc = Σ_p J₁_rp J₀_pc
 *   <li>H_rab = Σ_pq H₁_rpq J₀_pa J₀_qb + Σ_p J₁_rp H₀_pab
 * </ul>
 *
 * <p>Both are linear in J₁ and H₁, which alone depend on the parameters, so a pullback is the same
 * sum read backwards followed by T₁'s own pullbacks. {@link AfterAffineSpatialKernel} is the fast
 * form for affine T₀.
 */
final class ComposedSpatialKernel implements SpatialKernel {
  private final TransformKernel initialMap;
  private final SpatialKernel initial;
  private final SpatialKernel current;
  private final int dimension;
  private final double[] half;
  private int points;
  private PointBatch between;
  private double[][] j0;
  private double[][] h0;
  private double[][] j1;
  private double[][] h1;
  private boolean j0Known;
  private boolean h0Known;

  ComposedSpatialKernel(SpatiallyDifferentiable initial, SpatiallyDifferentiable current) {
    this.initialMap = initial.kernel();
    this.initial = initial.spatialKernel();
    this.current = current.spatialKernel();
    this.dimension = initial.dimension();
    this.half = new double[dimension * dimension];
    allocate(PointBatch.CAPACITY);
  }

  private void allocate(int n) {
    int squared = dimension * dimension;
    between = new PointBatch(dimension, n);
    j0 = new double[squared][n];
    j1 = new double[squared][n];
    h0 = new double[squared * dimension][n];
    h1 = new double[squared * dimension][n];
  }

  @Override
  public void at(PointBatch fixed) {
    points = fixed.size();
    if (points > between.capacity()) {
      allocate(points);
    }
    initialMap.forward(fixed, between);
    initial.at(fixed);
    current.at(between);
    j0Known = false;
    h0Known = false;
  }

  @Override
  public void jacobian(double[][] out) {
    int n = dimension;
    findInitialJacobian();
    current.jacobian(j1);
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        double[] sum = out[r * n + c];
        for (int i = 0; i < points; i++) {
          double v = 0;
          for (int p = 0; p < n; p++) {
            v += j1[r * n + p][i] * j0[p * n + c][i];
          }
          sum[i] = v;
        }
      }
    }
  }

  @Override
  public void hessian(double[][] out) {
    int n = dimension;
    findInitialJacobian();
    findInitialHessian();
    current.hessian(h1);
    current.jacobian(j1);
    for (int i = 0; i < points; i++) {
      for (int r = 0; r < n; r++) {
        for (int p = 0; p < n; p++) {
          for (int b = 0; b < n; b++) {
            double v = 0;
            for (int q = 0; q < n; q++) {
              v += h1[(r * n + p) * n + q][i] * j0[q * n + b][i];
            }
            half[p * n + b] = v;
          }
        }
        for (int a = 0; a < n; a++) {
          for (int b = 0; b < n; b++) {
            double v = 0;
            for (int p = 0; p < n; p++) {
              v += half[p * n + b] * j0[p * n + a][i];
              v += j1[r * n + p][i] * h0[(p * n + a) * n + b][i];
            }
            out[(r * n + a) * n + b][i] = v;
          }
        }
      }
    }
  }

  @Override
  public void pullbackJacobian(double[][] cotangents, double[] gradient) {
    int n = dimension;
    findInitialJacobian();
    for (int r = 0; r < n; r++) {
      for (int p = 0; p < n; p++) {
        double[] sum = j1[r * n + p];
        for (int i = 0; i < points; i++) {
          double v = 0;
          for (int c = 0; c < n; c++) {
            v += cotangents[r * n + c][i] * j0[p * n + c][i];
          }
          sum[i] = v;
        }
      }
    }
    current.pullbackJacobian(j1, gradient);
  }

  @Override
  public void pullbackHessian(double[][] cotangents, double[] gradient) {
    int n = dimension;
    findInitialJacobian();
    findInitialHessian();
    for (int i = 0; i < points; i++) {
      for (int r = 0; r < n; r++) {
        for (int p = 0; p < n; p++) {
          for (int b = 0; b < n; b++) {
            double v = 0;
            for (int a = 0; a < n; a++) {
              v += cotangents[(r * n + a) * n + b][i] * j0[p * n + a][i];
            }
            half[p * n + b] = v;
          }
        }
        for (int p = 0; p < n; p++) {
          for (int q = 0; q < n; q++) {
            double v = 0;
            for (int b = 0; b < n; b++) {
              v += half[p * n + b] * j0[q * n + b][i];
            }
            h1[(r * n + p) * n + q][i] = v;
          }
          double v = 0;
          for (int ab = 0; ab < n * n; ab++) {
            v += cotangents[r * n * n + ab][i] * h0[p * n * n + ab][i];
          }
          j1[r * n + p][i] = v;
        }
      }
    }
    current.pullbackHessian(h1, gradient);
    current.pullbackJacobian(j1, gradient);
  }

  private void findInitialJacobian() {
    if (!j0Known) {
      initial.jacobian(j0);
      j0Known = true;
    }
  }

  private void findInitialHessian() {
    if (!h0Known) {
      initial.hessian(h0);
      h0Known = true;
    }
  }
}
