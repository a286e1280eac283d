package org.jelastix.runtime.strategy;

import org.jelastix.api.component.RegistrationStrategy;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.RegistrationContext;
import org.jelastix.api.spi.RegistrationProvider;
import org.jelastix.runtime.registry.GeneralParameters;

/** A weighted sum of metrics, each with its own images if there are several. */
public final class MultiMetricMultiResolutionRegistrationProvider implements RegistrationProvider {
  static final Parameter<Boolean> USE_RELATIVE_WEIGHTS =
      Parameter.bool("UseRelativeWeights", false)
          .doc(
              "Whether weights compare gradient magnitudes: metric i is then scaled in each"
                  + " iteration so that its gradient is Metric<i>RelativeWeight times as long as"
                  + " that of metric 0.");

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.REGISTRATION,
            "MultiMetricMultiResolutionRegistration",
            "A weighted sum of metrics, of one or several image pairs, from coarse to fine.")
        .reference(
            "S. Klein, M. Staring, K. Murphy, M.A. Viergever and J.P.W. Pluim, \"elastix: a toolbox"
                + " for intensity-based medical image registration\", IEEE Transactions on Medical"
                + " Imaging 29(1), 2010")
        .parameters(
            GeneralParameters.NUMBER_OF_RESOLUTIONS,
            USE_RELATIVE_WEIGHTS,
            weight("Metric<i>Weight", "Weight of metric i in the sum."),
            weight(
                "Metric<i>RelativeWeight", "Weight of metric i in the sum with relative weights."),
            Parameter.bool("Metric<i>Use", true)
                .perResolution()
                .doc("Whether metric i counts; if not, it is only shown in the iteration table."));
  }

  @Override
  public RegistrationStrategy create(RegistrationContext context) {
    return new MultiResolution(context, Wiring.multiple(context));
  }

  private static Parameter<Double> weight(String name, String doc) {
    return Parameter.number(name, null)
        .perResolution()
        .defaultsTo("1 / number of metrics")
        .doc(doc);
  }
}
