package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code AdaGrad}. */
public final class AdaGradProvider implements OptimizerProvider {
  private static final String NAME = "AdaGrad";
  static final Parameter<Double> SP_A_NUMERATOR = OptimizerParameters.gainNumerator(400.0);

  /** Made by the service loader. */
  public AdaGradProvider() {}

  @Override
  public ComponentInfo info() {
    return PreconditionedParameters.declare(
            ComponentInfo.of(
                    ComponentType.OPTIMIZER,
                    NAME,
                    "Stochastic gradient descent with a step for each parameter that shrinks with"
                        + " its past gradients.")
                .reference(
                    "J. Duchi, E. Hazan, Y. Singer, \"Adaptive subgradient methods for online"
                        + " learning and stochastic optimization\", JMLR 12, 2011"))
        .parameters(SP_A_NUMERATOR);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new PreconditionedDescent(context, NAME, true, context.parameters().get(SP_A_NUMERATOR));
  }
}
