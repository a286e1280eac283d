package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.SampledMetric;

/** Makes {@link NormalizedMutualInformation} metrics. */
public final class NormalizedMutualInformationProvider implements MetricProvider {

  /** Made by ServiceLoader. */
  public NormalizedMutualInformationProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            "NormalizedMutualInformation",
            "Mutual information relative to the joint entropy, for images of different"
                + " modalities with changing overlap.")
        .reference(
            "C. Studholme, D.L.G. Hill, D.J. Hawkes: An overlap invariant entropy measure of 3D"
                + " medical image alignment, Pattern Recognition 32(1):71-86, 1999")
        .parameters(HistogramParameters.ALL)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    return new SampledMetric(
        context, new NormalizedMutualInformation(HistogramParameters.histogram(context)));
  }
}
