package org.jelastix.metrics;

import java.util.Arrays;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A Gaussian model of shapes: the mean, and a matrix M that makes (v - mean)ᵀ M (v - mean) the
 * squared Mahalanobis distance of a shape vector v.
 *
 * <p>With shrinkage β, M is the inverse of (1 - β) Σ + β diag(variances), where Σ is the covariance
 * of training shapes; without, it is the pseudo-inverse of Σ.
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
record ShapeModel(double[] mean, double[][] inverse) {
  private static final double SMALLEST_EIGENVALUE = 1e-14;

  /**
   * A model of given covariance.
   *
   * @param covariance Σ
   * @param variances towards which it is shrunk, one an element
   * @param shrinkage β, 0 to 1
   * @param scaled whether the pseudo-inverse, without shrinkage, is that of elements divided by
   *     their standard deviations
   */
  static ShapeModel of(
      double[] mean, double[][] covariance, double[] variances, double shrinkage, boolean scaled) {
    int n = mean.length;
    double[] scale = new double[n];
    Arrays.setAll(scale, i -> scaled ? 1 / Math.sqrt(variances[i]) : 1);
    double[][] regular = new double[n][n];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        // Symmetric to the last bit, whatever the file has.
        double entry = 0.5 * (covariance[r][c] + covariance[c][r]) * scale[r] * scale[c];
        regular[r][c] = (1 - shrinkage) * entry;
      }
      regular[r][r] += shrinkage * variances[r] * scale[r] * scale[r];
    }
    double[][] inverse = invert(MatrixUtils.createRealMatrix(regular), shrinkage);
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        inverse[r][c] *= scale[r] * scale[c];
      }
    }
    return new ShapeModel(mean, inverse);
  }

  private static double[][] invert(RealMatrix matrix, double shrinkage) {
    if (shrinkage > 0) {
      try {
        return new CholeskyDecomposition(matrix, 1e-10, 0).getSolver().getInverse().getData();
      } catch (NonPositiveDefiniteMatrixException e) {
        // A covariance from a file need not be one; go on without its bad directions.
        return pseudoInverse(matrix);
      }
    }
    return pseudoInverse(matrix);
  }

  private static double[][] pseudoInverse(RealMatrix matrix) {
    int n = matrix.getRowDimension();
    EigenDecomposition eigen = new EigenDecomposition(matrix);
    double[][] inverse = new double[n][n];
    for (int e = 0; e < n; e++) {
      double value = eigen.getRealEigenvalue(e);
      if (value > SMALLEST_EIGENVALUE) {
        double[] v = eigen.getEigenvector(e).toArray();
        for (int r = 0; r < n; r++) {
          for (int c = 0; c < n; c++) {
            inverse[r][c] += v[r] * v[c] / value;
          }
        }
      }
    }
    return inverse;
  }

  /**
   * The Mahalanobis distance of a shape vector.
   *
   * @param v the shape
   * @param slopes out, ∂distance/∂v; 0 at the mean
   */
  double distance(double[] v, double[] slopes) {
    int n = v.length;
    double square = 0;
    for (int r = 0; r < n; r++) {
      double sum = 0;
      for (int c = 0; c < n; c++) {
        sum += inverse[r][c] * (v[c] - mean[c]);
      }
      slopes[r] = sum;
      square += sum * (v[r] - mean[r]);
    }
    double distance = Math.sqrt(Math.max(0, square));
    for (int r = 0; r < n; r++) {
      slopes[r] = distance > 0 ? slopes[r] / distance : 0;
    }
    return distance;
  }
}
