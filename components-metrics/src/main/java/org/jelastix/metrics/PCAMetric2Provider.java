package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;

/** Makes groupwise metrics of a {@link CorrelationMeasure}. */
public final class PCAMetric2Provider implements MetricProvider {
  private static final String NAME = "PCAMetric2";

  /** Made by ServiceLoader. */
  public PCAMetric2Provider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            NAME,
            "Weighted eigenvalues of the correlation matrix of a series, small ones counting most.")
        .reference(
            "W. Huizinga, D.H.J. Poot, J.-M. Guyader, R. Klaassen, B.F. Coolen, M. van Kranenburg, R.J.M."
                + " van Geuns, A. Uitterdijk, M. Polfliet, J. Vandemeulebroucke, A. Leemans, W.J. Niessen, S."
                + " Klein: PCA-based groupwise image registration for quantitative MRI, Medical Image Analysis"
                + " 29:65-78, 2016")
        .parameters(GroupwiseParameters.CONSTRAINT)
        .parameters(GroupwiseParameters.ADDITIONAL, GroupwiseParameters.REDUCED_INDEX)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    int times = TimeSeriesMetric.timesOf(context.fixed().get(0));
    return new TimeSeriesMetric(
        NAME,
        context,
        TimeSampling.all(times),
        CorrelationMeasure.weightedEigenvalues(),
        GroupwiseParameters.zeroAverage(context.parameters()));
  }
}
