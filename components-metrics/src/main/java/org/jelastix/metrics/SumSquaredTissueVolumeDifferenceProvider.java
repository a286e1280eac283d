package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.SampleCheck;

/** Makes {@link TissueVolumeDifference} metrics. */
public final class SumSquaredTissueVolumeDifferenceProvider implements MetricProvider {
  private static final Parameter<Double> AIR_VALUE =
      Parameter.number("AirValue", -1000.0)
          .perResolution()
          .unit("intensity")
          .doc("Intensity of air, in Hounsfield units for CT.");

  private static final Parameter<Double> TISSUE_VALUE =
      Parameter.number("TissueValue", 55.0)
          .perResolution()
          .unit("intensity")
          .doc("Intensity of lung tissue, in Hounsfield units for CT; not that of air.");

  /** Made by ServiceLoader. */
  public SumSquaredTissueVolumeDifferenceProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            "SumSquaredTissueVolumeDifference",
            "Differences in tissue volume, for CT of lungs at different inflation.")
        .reference(
            "Y. Yin, E.A. Hoffman, C.-L. Lin: Mass preserving nonrigid registration of CT lung"
                + " images using cubic B-spline, Medical Physics 36(9):4213-4222, 2009")
        .parameters(AIR_VALUE, TISSUE_VALUE)
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    double air = context.parameters().get(AIR_VALUE);
    double tissue = context.parameters().get(TISSUE_VALUE);
    if (air == tissue) {
      throw context
          .parameters()
          .error(TISSUE_VALUE, "is " + tissue + "; it must differ from AirValue");
    }
    return new TissueVolumeDifference(
        new MovingView(context),
        air,
        tissue,
        SampleCheck.of(context.parameters()),
        context.parallel());
  }
}
