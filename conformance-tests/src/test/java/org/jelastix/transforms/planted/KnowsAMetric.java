package org.jelastix.transforms.planted;

import org.jelastix.api.spi.MetricProvider;
import org.jelastix.metrics.AdvancedMeanSquaresProvider;

/** A transform that asks for one metric by its class. */
public final class KnowsAMetric {
  /** Its favourite metric. */
  public MetricProvider favourite() {
    return new AdvancedMeanSquaresProvider();
  }
}
