package org.jelastix.api.spi;

import java.util.List;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ComponentParameters;

/**
 * The parameter MovingImageDerivativeScales as a matrix on the moving image's world gradients, for
 * metrics that look at gradients themselves. Immutable and thread-safe.
 */
public final class GradientScaling {
  private final double[] matrix;

  private GradientScaling(double[] matrix) {
    this.matrix = matrix;
  }

  /**
   * What a parameter file asks for: S = diag(s), or M diag(s) Mᵀ with the moving image's direction
   * cosines M, or nothing.
   *
   * @param parameters of a metric
   * @param moving grid of the moving image
   */
  public static GradientScaling of(ComponentParameters parameters, ImageGrid moving) {
    List<Double> given = parameters.list(MetricParameters.MOVING_IMAGE_DERIVATIVE_SCALES);
    if (given.isEmpty()) {
      return new GradientScaling(null);
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
    return new GradientScaling(matrix);
  }

  /**
   * Replaces each gradient g by S g; does nothing if the file has no scales.
   *
   * @param gradients one array an axis
   * @param n how many
   */
  public void apply(double[][] gradients, int n) {
    if (matrix == null) {
      return;
    }
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
