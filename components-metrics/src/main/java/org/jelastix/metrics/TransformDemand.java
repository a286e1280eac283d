package org.jelastix.metrics;

import java.util.List;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.Transform;

/** What a metric asks of a transform beyond the plain map, with a message when it is not there. */
final class TransformDemand {
  private TransformDemand() {}

  /**
   * The transform with its spatial derivatives.
   *
   * @param metric its name, for the message
   * @throws RegistrationException naming metric and transform, if it has none
   */
  static SpatiallyDifferentiable spatialDerivatives(String metric, Transform transform) {
    if (transform instanceof SpatiallyDifferentiable differentiable) {
      return differentiable;
    }
    throw new RegistrationException(
        metric
            + " needs the spatial derivatives of the transform, which "
            + name(transform)
            + " does not give; use for example BSplineTransform");
  }

  /** The transform's name in parameter files. */
  static String name(Transform transform) {
    List<String> names = transform.describe().values("Transform");
    return names.isEmpty() ? transform.getClass().getSimpleName() : names.get(0);
  }
}
