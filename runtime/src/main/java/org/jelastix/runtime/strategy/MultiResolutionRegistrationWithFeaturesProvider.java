package org.jelastix.runtime.strategy;

import org.jelastix.api.ParameterException;
import org.jelastix.api.component.RegistrationStrategy;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.RegistrationContext;
import org.jelastix.api.spi.RegistrationProvider;
import org.jelastix.runtime.registry.GeneralParameters;

/** Several images on each side as the features of one metric. */
public final class MultiResolutionRegistrationWithFeaturesProvider implements RegistrationProvider {
  private static final Parameter<Integer> FIXED_SPLINE_ORDER =
      Parameter.integer("FixedImageInterpolatorBSplineOrder", 1)
          .list()
          .between(0, 5)
          .doc(
              "Order of the B-splines by which the metric interpolates the fixed images, one value"
                  + " an image; later images take that of the first if they have none.");

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.REGISTRATION,
            "MultiResolutionRegistrationWithFeatures",
            "Several images on each side as features of one metric, from coarse to fine.")
        .reference(
            "M. Staring, U.A. van der Heide, S. Klein, M.A. Viergever and J.P.W. Pluim,"
                + " \"Registration of cervical MRI using multifeature mutual information\", IEEE"
                + " Transactions on Medical Imaging 28(9), 2009")
        .parameters(GeneralParameters.NUMBER_OF_RESOLUTIONS, FIXED_SPLINE_ORDER);
  }

  @Override
  public RegistrationStrategy create(RegistrationContext context) {
    int metrics = context.components().chosen(ComponentType.METRIC).size();
    if (metrics > 1) {
      throw new ParameterException(
          context.parameters().map().locate("Metric")
              + ": MultiResolutionRegistrationWithFeatures takes one metric, not "
              + metrics);
    }
    return new MultiResolution(context, Wiring.features(context));
  }
}
