package org.jelastix.api.spi;

import org.jelastix.api.component.Metric;

/** Makes metrics of one name. */
public interface MetricProvider extends ComponentProvider<Metric, MetricContext> {}
