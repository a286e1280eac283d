package org.jelastix.conformance.asserting;

import org.jelastix.api.component.Metric;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricProvider;

/** Makes metrics that are looked at. */
record AssertingMetricProvider(MetricProvider provider, Violations violations)
    implements MetricProvider {

  @Override
  public ComponentInfo info() {
    return provider.info();
  }

  @Override
  public Metric create(MetricContext context) {
    return new AssertingMetric(provider.create(context), info().name(), violations);
  }
}
