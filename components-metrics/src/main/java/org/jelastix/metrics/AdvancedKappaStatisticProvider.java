package org.jelastix.metrics;

import java.util.ArrayList;
import java.util.List;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.Metric;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.SampledMetric;

/** Makes {@link KappaStatistic} metrics. */
public final class AdvancedKappaStatisticProvider implements MetricProvider {
  private static final Parameter<Boolean> USE_COMPLEMENT =
      Parameter.bool("UseComplement", true)
          .doc(
              "Whether the metric is one minus the overlap, which is made small. Set it to false"
                  + " only with an optimizer that makes its function large.");

  private static final Parameter<Boolean> USE_FOREGROUND_VALUE =
      Parameter.bool("UseForegroundValue", true)
          .doc(
              "Whether the foreground is where an image has ForegroundValue (to 0.001); if false,"
                  + " it is where an image is above zero.");

  private static final Parameter<Double> FOREGROUND_VALUE =
      Parameter.number("ForegroundValue", 1.0)
          .doc("The value of the foreground; the edges of the moving image are always its edges.");

  /** Made by ServiceLoader. */
  public AdvancedKappaStatisticProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            "AdvancedKappaStatistic",
            "Overlap of two binary images, for segmentations.")
        .reference(
            "A.P. Zijdenbos, B.M. Dawant, R.A. Margolin, A.C. Palmer: Morphometric analysis of"
                + " white matter lesions in MR images: method and validation, IEEE Transactions on"
                + " Medical Imaging 13(4):716-724, 1994")
        .parameters(USE_COMPLEMENT, USE_FOREGROUND_VALUE, FOREGROUND_VALUE)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    double foreground = context.parameters().get(FOREGROUND_VALUE);
    List<Interpolator> interpolators = new ArrayList<>(context.interpolators());
    interpolators.set(
        0, new ForegroundEdges(interpolators.get(0), context.moving().get(0), foreground));
    MetricContext withEdges =
        new MetricContext(
            context.parameters(),
            context.fixed(),
            context.moving(),
            interpolators,
            context.fixedMask(),
            context.movingMask(),
            context.extras(),
            context.parallel());
    return new SampledMetric(
        withEdges,
        new KappaStatistic(
            context.parameters().get(USE_FOREGROUND_VALUE),
            foreground,
            context.parameters().get(USE_COMPLEMENT)));
  }
}
