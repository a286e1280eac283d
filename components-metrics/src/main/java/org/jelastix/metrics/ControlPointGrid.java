package org.jelastix.metrics;

import java.util.Arrays;
import java.util.List;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;

/** The grid of control points of a B-spline transform, as the transform describes it. */
final class ControlPointGrid {
  private ControlPointGrid() {}

  /**
   * Where the control points lie.
   *
   * @param metric its name, for the message
   * @throws RegistrationException naming metric and transform, if it is no cubic B-spline
   */
  static ImageGrid of(String metric, Transform transform) {
    ParameterMap described = transform.describe();
    int dim = transform.dimension();
    List<String> size = described.values("GridSize");
    boolean cubic =
        described.values("BSplineTransformSplineOrder").isEmpty()
            || described.values("BSplineTransformSplineOrder").get(0).equals("3");
    if (size.size() != dim || !cubic) {
      throw new RegistrationException(
          metric
              + " needs a B-spline transform of order 3, not "
              + TransformDemand.name(transform)
              + (cubic
                  ? ""
                  : " of order " + described.values("BSplineTransformSplineOrder").get(0)));
    }
    double[] direction = transposed(numbers(described, "GridDirection"), dim);
    return new ImageGrid(
        size.stream().mapToInt(Integer::parseInt).toArray(),
        described.values("GridIndex").isEmpty()
            ? new int[dim]
            : described.values("GridIndex").stream().mapToInt(Integer::parseInt).toArray(),
        numbers(described, "GridSpacing"),
        numbers(described, "GridOrigin"),
        direction);
  }

  private static double[] numbers(ParameterMap map, String name) {
    return map.values(name).stream().mapToDouble(Double::parseDouble).toArray();
  }

  /** Transform files list directions column by column; none stands for the identity. */
  private static double[] transposed(double[] columns, int dim) {
    double[] rows = new double[dim * dim];
    if (columns.length != rows.length) {
      Arrays.setAll(rows, k -> k % (dim + 1) == 0 ? 1 : 0);
      return rows;
    }
    for (int r = 0; r < dim; r++) {
      for (int c = 0; c < dim; c++) {
        rows[r * dim + c] = columns[c * dim + r];
      }
    }
    return rows;
  }
}
