package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.SampledMetric;

/** Makes {@link NormalizedCorrelation} metrics. */
public final class AdvancedNormalizedCorrelationProvider implements MetricProvider {
  private static final Parameter<Boolean> SUBTRACT_MEAN =
      Parameter.bool("SubtractMean", true)
          .perResolution()
          .doc(
              "Whether to subtract the samples' mean intensities first, which makes the metric"
                  + " blind to an offset between the images and its minimum sharper.");

  /** Made by ServiceLoader. */
  public AdvancedNormalizedCorrelationProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            "AdvancedNormalizedCorrelation",
            "Normalized correlation coefficient, for intensities that are linearly related.")
        .aliases("NormalizedCorrelation")
        .reference(
            "S. Klein, M. Staring, K. Murphy, M.A. Viergever, J.P.W. Pluim: elastix: a toolbox for"
                + " intensity-based medical image registration, IEEE Transactions on Medical"
                + " Imaging 29(1):196-205, 2010, section II-B")
        .parameters(SUBTRACT_MEAN)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    return new SampledMetric(
        context, new NormalizedCorrelation(context.parameters().get(SUBTRACT_MEAN)));
  }
}
