package org.jelastix.runtime.strategy;

import org.jelastix.api.ParameterException;
import org.jelastix.api.component.RegistrationStrategy;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.RegistrationContext;
import org.jelastix.api.spi.RegistrationProvider;
import org.jelastix.runtime.registry.GeneralParameters;

/** One fixed image, one moving image and one metric, from coarse to fine. */
public final class MultiResolutionRegistrationProvider implements RegistrationProvider {
  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.REGISTRATION,
            "MultiResolutionRegistration",
            "One image pair and one metric, from coarse to fine resolutions.")
        .reference(
            "S. Klein, M. Staring, K. Murphy, M.A. Viergever and J.P.W. Pluim, \"elastix: a toolbox"
                + " for intensity-based medical image registration\", IEEE Transactions on Medical"
                + " Imaging 29(1), 2010")
        .parameters(GeneralParameters.NUMBER_OF_RESOLUTIONS);
  }

  @Override
  public RegistrationStrategy create(RegistrationContext context) {
    int metrics = context.components().chosen(ComponentType.METRIC).size();
    if (metrics > 1) {
      throw new ParameterException(
          context.parameters().map().locate("Registration")
              + ": MultiResolutionRegistration takes one metric, and this file chooses "
              + metrics
              + "; use MultiMetricMultiResolutionRegistration");
    }
    return new MultiResolution(context, Wiring.single(context));
  }
}
