package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.SampleCheck;

/** Makes {@link BendingEnergy} penalties. */
public final class TransformBendingEnergyPenaltyProvider implements MetricProvider {

  /** Made by ServiceLoader. */
  public TransformBendingEnergyPenaltyProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            "TransformBendingEnergyPenalty",
            "Mean squared second derivatives of the transform, to keep deformations smooth.")
        .aliases("BendingEnergyPenalty")
        .reference(
            "D. Rueckert, L.I. Sonoda, C. Hayes, D.L.G. Hill, M.O. Leach, D.J. Hawkes: Nonrigid"
                + " registration using free-form deformations: application to breast MR images,"
                + " IEEE Transactions on Medical Imaging 18(8):712-721, 1999")
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    return new BendingEnergy(
        context.movingMask(), SampleCheck.of(context.parameters()), context.parallel());
  }
}
