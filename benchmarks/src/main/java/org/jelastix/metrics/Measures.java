package org.jelastix.metrics;

import org.jelastix.api.component.SimilarityMeasure;
import org.jelastix.api.spi.MetricContext;

/** The similarity measures alone, for benchmarks. */
public final class Measures {
  private Measures() {}

  /** Mutual information of a joint histogram. */
  public static SimilarityMeasure mutualInformation(MetricContext context) {
    return new MutualInformation(HistogramParameters.histogram(context));
  }

  /** The mean of squared differences. */
  public static SimilarityMeasure meanSquares() {
    return new MeanSquares(1);
  }
}
