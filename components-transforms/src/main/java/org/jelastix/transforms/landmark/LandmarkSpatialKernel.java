package org.jelastix.transforms.landmark;

import static org.jelastix.transforms.landmark.SplineKernel.P1;
import static org.jelastix.transforms.landmark.SplineKernel.P2;
import static org.jelastix.transforms.landmark.SplineKernel.Q;
import static org.jelastix.transforms.landmark.SplineKernel.Q1;
import static org.jelastix.transforms.landmark.SplineKernel.Q2;

import java.util.Arrays;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.image.PointBatch;

/**
 * Spatial derivatives of a landmark spline. With n = x/r, and G = p I + q x xᵀ:
 *
 * <ul>
 *   <li>∂_a G_ij = p′ n_a δ_ij + q′ n_a x_i x_j + q (δ_ia x_j + x_i δ_ja)
 *   <li>∂_a∂_b G_ij = p_ab δ_ij + q_ab x_i x_j + q′ n_a (δ_ib x_j + x_i δ_jb) + q′ n_b (δ_ia x_j +
 *       x_i δ_ja) + q (δ_ia δ_jb + δ_ib δ_ja), where f_ab = f″ n_a n_b + f′ (δ_ab − n_a n_b) / r
 * </ul>
 *
 * <p>Derivatives at a landmark itself, where they do not exist for all kernels, are 0.
 */
final class LandmarkSpatialKernel implements SpatialKernel {
  private final LandmarkSystem system;
  private final double[] blocks;
  private final int dim;
  private final double[] x;
  private final double[] n;
  private final double[] g = new double[SplineKernel.VALUES];
  private final double[] cotangentsOfBlocks;
  private double[][] points;
  private int size;
  private double r;

  LandmarkSpatialKernel(LandmarkSystem system, double[] blocks) {
    this.system = system;
    this.blocks = blocks;
    this.dim = system.dim;
    this.x = new double[dim];
    this.n = new double[dim];
    this.cotangentsOfBlocks = new double[blocks.length];
    this.points = new double[dim][PointBatch.CAPACITY];
  }

  @Override
  public void at(PointBatch fixed) {
    size = fixed.size();
    if (size > points[0].length) {
      points = new double[dim][size];
    }
    for (int d = 0; d < dim; d++) {
      System.arraycopy(fixed.axis(d), 0, points[d], 0, size);
    }
  }

  /** Whether the point is away from the landmark, where derivatives exist. */
  private boolean relativeTo(int landmark, int point) {
    double square = 0;
    for (int d = 0; d < dim; d++) {
      x[d] = points[d][point] - system.source[landmark * dim + d];
      square += x[d] * x[d];
    }
    r = Math.sqrt(square);
    if (r <= SplineKernel.TINY) {
      return false;
    }
    for (int d = 0; d < dim; d++) {
      n[d] = x[d] / r;
    }
    system.kernel.evaluate(r, system.poissonRatio, g);
    return true;
  }

  private double first(int a, int i, int j) {
    double v = i == j ? g[P1] * n[a] : 0;
    if (system.kernel.coupled()) {
      v += g[Q1] * n[a] * x[i] * x[j] + g[Q] * ((i == a ? x[j] : 0) + (j == a ? x[i] : 0));
    }
    return v;
  }

  private double second(int a, int b, int i, int j) {
    double across = ((a == b ? 1 : 0) - n[a] * n[b]) / r;
    double v = i == j ? g[P2] * n[a] * n[b] + g[P1] * across : 0;
    if (system.kernel.coupled()) {
      v += (g[Q2] * n[a] * n[b] + g[Q1] * across) * x[i] * x[j];
      v += g[Q1] * n[a] * ((i == b ? x[j] : 0) + (j == b ? x[i] : 0));
      v += g[Q1] * n[b] * ((i == a ? x[j] : 0) + (j == a ? x[i] : 0));
      v += g[Q] * ((i == a && j == b ? 1 : 0) + (i == b && j == a ? 1 : 0));
    }
    return v;
  }

  @Override
  public void jacobian(double[][] out) {
    int affine = system.landmarks * dim;
    for (int i = 0; i < dim; i++) {
      for (int a = 0; a < dim; a++) {
        double constant = (i == a ? 1 : 0) + blocks[affine + a * dim + i];
        Arrays.fill(out[i * dim + a], 0, size, constant);
      }
    }
    for (int p = 0; p < size; p++) {
      for (int l = 0; l < system.landmarks; l++) {
        if (!relativeTo(l, p)) {
          continue;
        }
        for (int i = 0; i < dim; i++) {
          for (int a = 0; a < dim; a++) {
            double sum = 0;
            for (int j = 0; j < dim; j++) {
              sum += first(a, i, j) * blocks[l * dim + j];
            }
            out[i * dim + a][p] += sum;
          }
        }
      }
    }
  }

  @Override
  public void hessian(double[][] out) {
    for (double[] entry : out) {
      Arrays.fill(entry, 0, size, 0);
    }
    for (int p = 0; p < size; p++) {
      for (int l = 0; l < system.landmarks; l++) {
        if (!relativeTo(l, p)) {
          continue;
        }
        for (int i = 0; i < dim; i++) {
          for (int a = 0; a < dim; a++) {
            for (int b = 0; b < dim; b++) {
              double sum = 0;
              for (int j = 0; j < dim; j++) {
                sum += second(a, b, i, j) * blocks[l * dim + j];
              }
              out[(i * dim + a) * dim + b][p] += sum;
            }
          }
        }
      }
    }
  }

  @Override
  public void pullbackJacobian(double[][] cotangents, double[] gradient) {
    Arrays.fill(cotangentsOfBlocks, 0);
    int affine = system.landmarks * dim;
    for (int p = 0; p < size; p++) {
      for (int i = 0; i < dim; i++) {
        for (int a = 0; a < dim; a++) {
          cotangentsOfBlocks[affine + a * dim + i] += cotangents[i * dim + a][p];
        }
      }
      for (int l = 0; l < system.landmarks; l++) {
        if (!relativeTo(l, p)) {
          continue;
        }
        for (int j = 0; j < dim; j++) {
          double sum = 0;
          for (int i = 0; i < dim; i++) {
            for (int a = 0; a < dim; a++) {
              sum += cotangents[i * dim + a][p] * first(a, i, j);
            }
          }
          cotangentsOfBlocks[l * dim + j] += sum;
        }
      }
    }
    system.pullback(cotangentsOfBlocks, gradient);
  }

  @Override
  public void pullbackHessian(double[][] cotangents, double[] gradient) {
    Arrays.fill(cotangentsOfBlocks, 0);
    for (int p = 0; p < size; p++) {
      for (int l = 0; l < system.landmarks; l++) {
        if (!relativeTo(l, p)) {
          continue;
        }
        for (int j = 0; j < dim; j++) {
          double sum = 0;
          for (int i = 0; i < dim; i++) {
            for (int a = 0; a < dim; a++) {
              for (int b = 0; b < dim; b++) {
                sum += cotangents[(i * dim + a) * dim + b][p] * second(a, b, i, j);
              }
            }
          }
          cotangentsOfBlocks[l * dim + j] += sum;
        }
      }
    }
    system.pullback(cotangentsOfBlocks, gradient);
  }
}
