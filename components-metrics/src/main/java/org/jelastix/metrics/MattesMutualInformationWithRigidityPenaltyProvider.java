package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.SampledMetric;

/**
 * Makes {@link MutualInformation} with a {@link TransformRigidity} penalty as one metric, as
 * parameter files of elastix before version 4.2 have it.
 */
public final class MattesMutualInformationWithRigidityPenaltyProvider implements MetricProvider {
  private static final Parameter<Double> WEIGHT =
      Parameter.number("RigidityPenaltyWeight", 1.0)
          .perResolution()
          .doc("Weight of the rigidity penalty beside the mutual information, whose weight is 1.");

  private static final Parameter<Boolean> USE_FIXED = use("Fixed");
  private static final Parameter<Boolean> USE_MOVING = use("Moving");

  /** Made by ServiceLoader. */
  public MattesMutualInformationWithRigidityPenaltyProvider() {}

  private static Parameter<Boolean> use(String which) {
    return Parameter.bool("Use" + which + "RigidityImage", true)
        .doc("Whether " + which + "RigidityImageName is read, if it is given.");
  }

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            "MattesMutualInformationWithRigidityPenalty",
            "Mutual information and rigidity penalty in one, for old parameter files; new ones name"
                + " AdvancedMattesMutualInformation and TransformRigidityPenalty.")
        .reference(
            "M. Staring, S. Klein, J.P.W. Pluim: A rigidity penalty term for nonrigid"
                + " registration, Medical Physics 34(11):4098-4108, 2007")
        .parameters(HistogramParameters.ALL)
        .parameters(WEIGHT, USE_FIXED, USE_MOVING)
        .parameters(TransformRigidityPenaltyProvider.conditionParameters())
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    ComponentParameters parameters = context.parameters();
    return new WeightedPair(
        new SampledMetric(context, new MutualInformation(HistogramParameters.histogram(context))),
        TransformRigidityPenaltyProvider.create(
            context, parameters.get(USE_FIXED), parameters.get(USE_MOVING)),
        parameters.get(WEIGHT));
  }
}
