package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.SampledMetric;

/** Makes {@link MutualInformation} metrics. */
public final class AdvancedMattesMutualInformationProvider implements MetricProvider {
  private static final Parameter<Boolean> LOW_MEMORY =
      Parameter.bool("UseFastAndLowMemoryVersion", true)
          .perResolution()
          .doc(
              "Read for compatibility and without effect: derivatives of the histogram with"
                  + " respect to transform parameters are never stored.");

  /** Made by ServiceLoader. */
  public AdvancedMattesMutualInformationProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            "AdvancedMattesMutualInformation",
            "Mutual information of the intensities, for images of any modalities.")
        .reference(
            "D. Mattes, D.R. Haynor, H. Vesselle, T.K. Lewellen, W. Eubank: PET-CT image"
                + " registration in the chest using free-form deformations, IEEE Transactions on"
                + " Medical Imaging 22(1):120-128, 2003; P. Thévenaz, M. Unser: Optimization of"
                + " mutual information for multiresolution image registration, IEEE Transactions"
                + " on Image Processing 9(12):2083-2099, 2000")
        .parameters(HistogramParameters.ALL)
        .parameters(LOW_MEMORY)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    return new SampledMetric(
        context, new MutualInformation(HistogramParameters.histogram(context)));
  }
}
