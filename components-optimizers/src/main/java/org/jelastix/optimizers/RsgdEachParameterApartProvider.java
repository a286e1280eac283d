package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code RSGDEachParameterApart}. */
public final class RsgdEachParameterApartProvider implements OptimizerProvider {
  static final Parameter<Integer> MAXIMUM_NUMBER_OF_ITERATIONS =
      OptimizerParameters.maximumNumberOfIterations(100);

  /** Made by the service loader. */
  public RsgdEachParameterApartProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.OPTIMIZER,
            "RSGDEachParameterApart",
            "Regular step gradient descent with a step length for each parameter.")
        .parameters(
            OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION,
            RegularStepGradientDescentProvider.MINIMUM_GRADIENT_MAGNITUDE,
            RegularStepGradientDescentProvider.MAXIMUM_STEP_LENGTH,
            RegularStepGradientDescentProvider.MINIMUM_STEP_LENGTH,
            MAXIMUM_NUMBER_OF_ITERATIONS);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new RsgdEachParameterApart(context);
  }
}
