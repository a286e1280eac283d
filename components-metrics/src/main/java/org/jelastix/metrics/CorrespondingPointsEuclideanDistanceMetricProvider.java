package org.jelastix.metrics;

import org.jelastix.api.InputException;
import org.jelastix.api.component.Metric;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;

/** Makes {@link CorrespondingPoints} metrics. */
public final class CorrespondingPointsEuclideanDistanceMetricProvider implements MetricProvider {
  private static final String NAME = "CorrespondingPointsEuclideanDistanceMetric";

  /** Made by ServiceLoader. */
  public CorrespondingPointsEuclideanDistanceMetricProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            NAME,
            "Mean distance of corresponding points, given with -fp and -mp.")
        .reference(
            "K. Murphy, B. van Ginneken, S. Klein, M. Staring, B.J. de Hoop, M.A. Viergever, J.P.W."
                + " Pluim: Semi-automatic construction of reference standards for evaluation of"
                + " image registration, Medical Image Analysis 15(1):71-84, 2011")
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    PointSet fixed = points(context, "fp", "fixed");
    PointSet moving = points(context, "mp", "moving");
    if (fixed.size() != moving.size()) {
      throw new InputException(
          NAME
              + " needs as many fixed points (-fp: "
              + fixed.size()
              + ") as moving points (-mp: "
              + moving.size()
              + ")");
    }
    return new CorrespondingPoints(fixed, moving, context.movingMask());
  }

  private static PointSet points(MetricContext context, String option, String which) {
    PointSet points =
        context
            .points(option)
            .orElseThrow(
                () -> new InputException(NAME + " needs " + which + " points; give -" + option));
    if (points.dimension() != context.dimension()) {
      throw new InputException(
          "-"
              + option
              + " has points of "
              + points.dimension()
              + " coordinates; the images have "
              + context.dimension()
              + " dimensions");
    }
    if (points.size() == 0) {
      throw new InputException("-" + option + " has no points");
    }
    if (points.areIndices()) {
      throw new InputException(
          "-" + option + " has voxel indices, which must be mapped to mm by the full image");
    }
    return points;
  }
}
