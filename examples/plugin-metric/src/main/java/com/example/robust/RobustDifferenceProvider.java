package com.example.robust;

import org.jelastix.api.component.Metric;
import org.jelastix.api.component.SimilarityMeasure;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.SampledMetric;

/**
 * A metric of our own: the mean of √(d² + s²) − s, where d is the difference of intensities. Small
 * differences count squared, large ones (a lesion, an artefact) only as they are.
 */
public final class RobustDifferenceProvider implements MetricProvider {
  private static final Parameter<Double> SCALE =
      Parameter.number("RobustScale", 10.0)
          .perResolution()
          .above(0)
          .doc("s: differences well below it count squared, differences above it as they are.");

  /** Called by ServiceLoader. */
  public RobustDifferenceProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            "RobustDifference",
            "Mean of a robust function of intensity differences.")
        .parameters(SCALE)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    return new SampledMetric(context, measure(context.parameters().get(SCALE)));
  }

  /** The value of n pairs of intensities, and its derivative by each moving intensity. */
  static SimilarityMeasure measure(double s) {
    return (n, fixed, moving, weights, parallel) -> {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        double d = moving[i] - fixed[i];
        double root = Math.sqrt(d * d + s * s);
        sum += root - s;
        if (weights != null) {
          weights[i] = d / root / n;
        }
      }
      return sum / n;
    };
  }
}
