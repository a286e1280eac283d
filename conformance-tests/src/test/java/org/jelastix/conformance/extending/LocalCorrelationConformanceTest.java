package org.jelastix.conformance.extending;

import org.jelastix.api.spi.MetricProvider;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.junit.MetricConformance;

class LocalCorrelationConformanceTest extends MetricConformance {
  @Override
  protected MetricProvider provider() {
    return new LocalCorrelationProvider();
  }

  /** Whole patches must lie in the mask, which leaves few of the kit's samples. */
  @Override
  protected Settings settings(Settings found) {
    return found
        .withDimensions(2, 3)
        .withParameter("PatchSpacing", "1")
        .withParameter("RequiredRatioOfValidSamples", "0.02");
  }
}
