package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.SampledMetric;

/** Makes {@link MeanSquares} metrics. */
public final class AdvancedMeanSquaresProvider implements MetricProvider {
  private static final Parameter<Boolean> USE_NORMALIZATION =
      Parameter.bool("UseNormalization", false)
          .perResolution()
          .doc(
              "Whether to divide by the square of a tenth of the largest possible difference of"
                  + " the two images, so that step sizes and weights carry over from one pair of"
                  + " images to another.");

  /** Made by ServiceLoader. */
  public AdvancedMeanSquaresProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            "AdvancedMeanSquares",
            "Mean of squared intensity differences, for images of the same modality and scale.")
        .aliases("MeanSquares")
        .reference(
            "S. Klein, M. Staring, K. Murphy, M.A. Viergever, J.P.W. Pluim: elastix: a toolbox for"
                + " intensity-based medical image registration, IEEE Transactions on Medical"
                + " Imaging 29(1):196-205, 2010, section II-B")
        .parameters(USE_NORMALIZATION)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    double factor = 1;
    if (context.parameters().get(USE_NORMALIZATION)) {
      IntensityRange fixed =
          IntensityRange.of(
              "fixed image", context.fixed().get(0), context.fixedMask(), context.parallel());
      IntensityRange moving =
          IntensityRange.of(
              "moving image", context.moving().get(0), context.movingMask(), context.parallel());
      double largest = Math.max(fixed.max() - moving.min(), moving.max() - fixed.min());
      if (largest > 1e-10) {
        factor = 100 / largest / largest;
      }
    }
    return new SampledMetric(context, new MeanSquares(factor));
  }
}
