package org.jelastix.metrics;

import java.util.List;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.parameter.ParameterMap;

/**
 * The constraint that the displacements of all times average to zero: takes the mean over time from
 * a gradient (Metz et al. 2011, section 2.2).
 *
 * <p>Knows two layouts of parameters: control points on a grid whose last axis is time, and one
 * transform after another, a time each.
 */
final class ZeroAverage {
  private ZeroAverage() {}

  /**
   * Takes the mean over time from a gradient.
   *
   * @param metric its name, for the message
   * @throws RegistrationException if the transform has neither layout
   */
  static void apply(String metric, Transform transform, double[] gradient) {
    ParameterMap described = transform.describe();
    List<String> stack = described.values("NumberOfSubTransforms");
    List<String> gridSize = described.values("GridSize");
    if (!stack.isEmpty()) {
      subtract(gradient, 0, gradient.length, Integer.parseInt(stack.get(0)));
    } else if (gridSize.size() == transform.dimension()) {
      int times = Integer.parseInt(gridSize.get(gridSize.size() - 1));
      int dim = transform.dimension();
      int size = gradient.length / dim;
      for (int d = 0; d < dim; d++) {
        subtract(gradient, d * size, size, times);
      }
    } else {
      throw new RegistrationException(
          metric
              + " with UseZeroAverageDisplacementConstraint (or SubtractMean) needs a B-spline or"
              + " stack transform, not "
              + TransformDemand.name(transform)
              + "; set it to false");
    }
  }

  /** Blocks of one length, a time each. */
  private static void subtract(double[] gradient, int from, int length, int times) {
    int block = length / times;
    for (int k = 0; k < block; k++) {
      double mean = 0;
      for (int t = 0; t < times; t++) {
        mean += gradient[from + t * block + k];
      }
      mean /= times;
      for (int t = 0; t < times; t++) {
        gradient[from + t * block + k] -= mean;
      }
    }
  }
}
