package org.jelastix.transforms.landmark;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The linear system of a landmark spline, solved once for all displacements.
 *
 * <p>The displacement at x is Σ_l G(x − s_l) d_l + Σ_j a_j x_j + b, with n vectors d_l, dim vectors
 * a_j and b: n + dim + 1 blocks of dim numbers. They follow linearly from the landmarks'
 * displacements y: [K P; Pᵀ 0] [d; a; b] = [y; 0], where K_lm = G(s_l − s_m), with the relaxation
 * factor on the diagonal, and row l of P is (s_l, 1). Kernels that do not couple the coordinates
 * need one matrix for all coordinates. Immutable.
 */
final class LandmarkSystem {
  final int dim;
  final int landmarks;
  final int blocks;
  final SplineKernel kernel;
  final double poissonRatio;
  final double relaxation;

  /** Source landmarks, one after the other, mm. */
  final double[] source;

  /** The inverse, row-major; of blocks if coordinates are not coupled, else of numbers. */
  private final double[] inverse;

  private final int rows;

  LandmarkSystem(
      SplineKernel kernel, double poissonRatio, double relaxation, int dim, double[] source) {
    this.kernel = kernel;
    this.poissonRatio = poissonRatio;
    this.relaxation = relaxation;
    this.dim = dim;
    this.source = source.clone();
    this.landmarks = source.length / dim;
    this.blocks = landmarks + dim + 1;
    if (landmarks < 1 || landmarks * dim != source.length) {
      throw new IllegalArgumentException(
          source.length + " coordinates are not landmarks of " + dim + " dimensions");
    }
    this.rows = kernel.coupled() ? blocks * dim : blocks;
    this.inverse = invert(matrix());
  }

  private RealMatrix matrix() {
    int width = kernel.coupled() ? dim : 1;
    double[][] m = new double[rows][rows];
    double[] g = new double[SplineKernel.VALUES];
    double[] x = new double[dim];
    for (int l = 0; l < landmarks; l++) {
      for (int k = 0; k < landmarks; k++) {
        double square = 0;
        for (int d = 0; d < dim; d++) {
          x[d] = source[l * dim + d] - source[k * dim + d];
          square += x[d] * x[d];
        }
        kernel.evaluate(Math.sqrt(square), poissonRatio, g);
        for (int i = 0; i < width; i++) {
          for (int j = 0; j < width; j++) {
            double value = (i == j ? g[SplineKernel.P] : 0) + g[SplineKernel.Q] * x[i] * x[j];
            m[l * width + i][k * width + j] = l == k ? (i == j ? relaxation : 0) : value;
          }
        }
      }
      for (int j = 0; j <= dim; j++) {
        double p = j < dim ? source[l * dim + j] : 1;
        for (int i = 0; i < width; i++) {
          m[l * width + i][(landmarks + j) * width + i] = p;
          m[(landmarks + j) * width + i][l * width + i] = p;
        }
      }
    }
    return new Array2DRowRealMatrix(m, false);
  }

  /** The inverse, or the pseudo-inverse if landmarks coincide or lie in a plane. */
  private double[] invert(RealMatrix m) {
    LUDecomposition lu = new LUDecomposition(m);
    RealMatrix solution =
        lu.getSolver().isNonSingular()
            ? lu.getSolver().getInverse()
            : new SingularValueDecomposition(m).getSolver().getInverse();
    double[] flat = new double[rows * rows];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(solution.getRow(r), 0, flat, r * rows, rows);
    }
    return flat;
  }

  /** The blocks d, a, b that displace the landmarks by y. */
  double[] solve(double[] y) {
    double[] w = new double[blocks * dim];
    for (int block = 0; block < blocks; block++) {
      for (int i = 0; i < dim; i++) {
        double sum = 0;
        if (kernel.coupled()) {
          int row = (block * dim + i) * rows;
          for (int k = 0; k < y.length; k++) {
            sum += inverse[row + k] * y[k];
          }
        } else {
          for (int l = 0; l < landmarks; l++) {
            sum += inverse[block * rows + l] * y[l * dim + i];
          }
        }
        w[block * dim + i] = sum;
      }
    }
    return w;
  }

  /** gradient += the transpose of {@link #solve} applied to cotangents of d, a and b. */
  void pullback(double[] cotangents, double[] gradient) {
    for (int block = 0; block < blocks; block++) {
      for (int i = 0; i < dim; i++) {
        double c = cotangents[block * dim + i];
        if (c == 0) {
          continue;
        }
        if (kernel.coupled()) {
          int row = (block * dim + i) * rows;
          for (int k = 0; k < landmarks * dim; k++) {
            gradient[k] += c * inverse[row + k];
          }
        } else {
          for (int l = 0; l < landmarks; l++) {
            gradient[l * dim + i] += c * inverse[block * rows + l];
          }
        }
      }
    }
  }
}
