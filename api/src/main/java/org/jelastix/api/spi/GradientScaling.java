package org.jelastix.api.spi;

import java.util.List;
import java.util.Optional;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ComponentParameters;

/** MovingImageDerivativeScales as a matrix on world gradients. */
final class GradientScaling {
  private GradientScaling() {}

  /**
   * The matrix S = diag(s), or M diag(s) Mᵀ with the moving image's direction cosines M.
   *
   * @return row-major, or empty if the file has no scales
   */
  static Optional<double[]> matrix(ComponentParameters parameters, ImageGrid moving) {
    List<Double> given = parameters.list(MetricParameters.MOVING_IMAGE_DERIVATIVE_SCALES);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    int dim = moving.dimension();
    double[] scales = new double[dim];
    for (int d = 0; d < dim; d++) {
      scales[d] = d < given.size() ? given.get(d) : 1;
    }
    double[] matrix = new double[dim * dim];
    if (parameters.get(MetricParameters.SCALE_GRADIENT_WITH_RESPECT_TO_MOVING_IMAGE_ORIENTATION)) {
      double[] m = moving.direction();
      for (int r = 0; r < dim; r++) {
        for (int c = 0; c < dim; c++) {
          for (int k = 0; k < dim; k++) {
            matrix[r * dim + c] += m[r * dim + k] * scales[k] * m[c * dim + k];
          }
        }
      }
    } else {
      for (int d = 0; d < dim; d++) {
        matrix[d * dim + d] = scales[d];
      }
    }
    return Optional.of(matrix);
  }

  /** Replaces each gradient g by S g. */
  static void apply(double[] matrix, double[][] gradients, int n) {
    int dim = gradients.length;
    double[] g = new double[dim];
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < dim; d++) {
        g[d] = gradients[d][i];
      }
      for (int r = 0; r < dim; r++) {
        double sum = 0;
        for (int c = 0; c < dim; c++) {
          sum += matrix[r * dim + c] * g[c];
        }
        gradients[r][i] = sum;
      }
    }
  }
}
