package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code RegularStepGradientDescent}. */
public final class RegularStepGradientDescentProvider implements OptimizerProvider {
  static final Parameter<Double> MINIMUM_GRADIENT_MAGNITUDE =
      Parameter.number("MinimumGradientMagnitude", 1e-8)
          .perResolution()
          .atLeast(0)
          .doc("The optimizer stops when the scaled gradient is shorter than this.");
  static final Parameter<Double> MAXIMUM_STEP_LENGTH =
      Parameter.number("MaximumStepLength", null)
          .perResolution()
          .above(0)
          .defaultsTo("16 / 2^resolution")
          .unit("parameter units")
          .doc("The length of the first step.");
  static final Parameter<Double> MINIMUM_STEP_LENGTH =
      Parameter.number("MinimumStepLength", null)
          .perResolution()
          .atLeast(0)
          .defaultsTo("0.5 / 2^resolution")
          .unit("parameter units")
          .doc("The optimizer stops when the step length falls below this.");
  static final Parameter<Double> RELAXATION_FACTOR =
      Parameter.number("RelaxationFactor", 0.5)
          .perResolution()
          .range(v -> v >= 0 && v < 1, "at least 0 and below 1")
          .doc("The step length is multiplied with this when the direction turns back.");
  static final Parameter<Integer> MAXIMUM_NUMBER_OF_ITERATIONS =
      OptimizerParameters.maximumNumberOfIterations(500);

  /** Made by the service loader. */
  public RegularStepGradientDescentProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.OPTIMIZER,
            "RegularStepGradientDescent",
            "Gradient descent with steps of a set length, halved when the direction turns back.")
        .parameters(
            OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION,
            MINIMUM_GRADIENT_MAGNITUDE,
            MAXIMUM_STEP_LENGTH,
            MINIMUM_STEP_LENGTH,
            RELAXATION_FACTOR,
            MAXIMUM_NUMBER_OF_ITERATIONS);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new RegularStepGradientDescent(context);
  }
}
