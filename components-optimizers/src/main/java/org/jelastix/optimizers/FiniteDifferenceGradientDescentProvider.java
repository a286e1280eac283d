package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code FiniteDifferenceGradientDescent}. */
public final class FiniteDifferenceGradientDescentProvider implements OptimizerProvider {
  static final Parameter<Integer> MAXIMUM_NUMBER_OF_ITERATIONS =
      OptimizerParameters.maximumNumberOfIterations(500);
  static final Parameter<Double> SP_A_NUMERATOR = OptimizerParameters.gainNumerator(400.0);
  static final Parameter<Double> SP_A_OFFSET = OptimizerParameters.gainOffset(50.0);
  static final Parameter<Double> SP_ALPHA = OptimizerParameters.gainExponent(0.602);

  /** Made by the service loader. */
  public FiniteDifferenceGradientDescentProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.OPTIMIZER,
            "FiniteDifferenceGradientDescent",
            "Gradient descent with finite differences, for metrics without derivatives.")
        .reference(
            "J. Kiefer and J. Wolfowitz, \"Stochastic estimation of the maximum of a regression"
                + " function\", Annals of Mathematical Statistics 23(3), 1952")
        .parameters(
            OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION,
            PerturbationParameters.SHOW_METRIC_VALUES,
            MAXIMUM_NUMBER_OF_ITERATIONS,
            SP_A_NUMERATOR,
            PerturbationParameters.SP_C,
            SP_A_OFFSET,
            SP_ALPHA,
            PerturbationParameters.SP_GAMMA);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new FiniteDifferenceGradientDescent(context);
  }
}
