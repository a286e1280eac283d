package org.jelastix.conformance.extending;

import org.jelastix.api.spi.MetricProvider;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.junit.MetricConformance;

class LocalCorrelationConformanceTest extends MetricConformance {
  @Override
  protected MetricProvider provider() {
    return new LocalCorrelationProvider();
  }

  /** Small patches, as whole ones must lie in the mask; larger ones for the coarse phantom. */
  @Override
  protected Settings settings(Settings found) {
    return found
        .withDimensions(2, 3)
        .withParameter("PatchSpacing", "1")
        .withParameter("RequiredRatioOfValidSamples", "0.02")
        .with("recovery.parameter.PatchSpacing", "6");
  }
}
