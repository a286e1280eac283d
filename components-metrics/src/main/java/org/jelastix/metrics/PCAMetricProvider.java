package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;

/** Makes groupwise metrics of a {@link CorrelationMeasure}. */
public final class PCAMetricProvider implements MetricProvider {
  private static final String NAME = "PCAMetric";

  private static final Parameter<Integer> EIGENVALUES =
      Parameter.integer("NumEigenValues", 6)
          .perResolution()
          .atLeast(1)
          .doc(
              "How many of the largest eigenvalues of the correlation matrix count as explained;"
                  + " about the number of degrees of freedom of the intensity changes, and fewer"
                  + " than there are images.");

  /** Made by ServiceLoader. */
  public PCAMetricProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            NAME,
            "What the first principal components of a series leave unexplained.")
        .reference(
            "W. Huizinga, D.H.J. Poot, J.-M. Guyader, R. Klaassen, B.F. Coolen, M. van Kranenburg, R.J.M."
                + " van Geuns, A. Uitterdijk, M. Polfliet, J. Vandemeulebroucke, A. Leemans, W.J. Niessen, S."
                + " Klein: PCA-based groupwise image registration for quantitative MRI, Medical Image Analysis"
                + " 29:65-78, 2016")
        .parameters(EIGENVALUES)
        .parameters(GroupwiseParameters.CONSTRAINT)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    int times = TimeSeriesMetric.timesOf(context.fixed().get(0));
    int eigenvalues = context.parameters().get(EIGENVALUES);
    if (eigenvalues > times) {
      throw context
          .parameters()
          .error(EIGENVALUES, "is " + eigenvalues + "; the series has only " + times + " images");
    }
    return new TimeSeriesMetric(
        NAME,
        context,
        TimeSampling.all(times),
        CorrelationMeasure.unexplained(eigenvalues),
        GroupwiseParameters.zeroAverage(context.parameters()));
  }
}
