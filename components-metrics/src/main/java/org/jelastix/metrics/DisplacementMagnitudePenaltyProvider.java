package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.SampleCheck;

/** Makes {@link DisplacementMagnitude} penalties. */
public final class DisplacementMagnitudePenaltyProvider implements MetricProvider {

  /** Made by ServiceLoader. */
  public DisplacementMagnitudePenaltyProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            "DisplacementMagnitudePenalty",
            "Mean squared displacement; inverts an initial transform when it is the only metric.")
        .reference(
            "C.T. Metz, S. Klein, M. Schaap, T. van Walsum, W.J. Niessen: Nonrigid registration of"
                + " dynamic medical imaging data using nD+t B-splines and a groupwise optimization"
                + " approach, Medical Image Analysis 15(2):238-249, 2011")
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    return new DisplacementMagnitude(
        context.movingMask(), SampleCheck.of(context.parameters()), context.parallel());
  }
}
