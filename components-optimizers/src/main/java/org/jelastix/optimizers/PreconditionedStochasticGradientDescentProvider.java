package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code PreconditionedStochasticGradientDescent}. */
public final class PreconditionedStochasticGradientDescentProvider implements OptimizerProvider {
  private static final String NAME = "PreconditionedStochasticGradientDescent";
  static final Parameter<Double> SP_A_NUMERATOR = OptimizerParameters.gainNumerator(1.0);

  /** Made by the service loader. */
  public PreconditionedStochasticGradientDescentProvider() {}

  @Override
  public ComponentInfo info() {
    return PreconditionedParameters.declare(
            ComponentInfo.of(
                    ComponentType.OPTIMIZER,
                    NAME,
                    "Stochastic gradient descent with an estimated step for each parameter.")
                .reference(
                    "Y. Qiao, B.P.F. Lelieveldt, M. Staring, \"An efficient preconditioner for"
                        + " stochastic gradient descent optimization of image registration\","
                        + " IEEE TMI 38(10), 2019"))
        .parameters(SP_A_NUMERATOR);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new PreconditionedDescent(
        context, NAME, false, context.parameters().get(SP_A_NUMERATOR));
  }
}
