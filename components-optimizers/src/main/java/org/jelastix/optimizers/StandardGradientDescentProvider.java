package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code StandardGradientDescent}. */
public final class StandardGradientDescentProvider implements OptimizerProvider {
  static final Parameter<Integer> MAXIMUM_NUMBER_OF_ITERATIONS =
      OptimizerParameters.maximumNumberOfIterations(500);
  static final Parameter<Double> SP_A_NUMERATOR = OptimizerParameters.gainNumerator(400.0);
  static final Parameter<Double> SP_A_OFFSET = OptimizerParameters.gainOffset(50.0);
  static final Parameter<Double> SP_ALPHA = OptimizerParameters.gainExponent(0.602);

  /** Made by the service loader. */
  public StandardGradientDescentProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.OPTIMIZER,
            "StandardGradientDescent",
            "Gradient descent whose steps shrink by a schedule that the user sets.")
        .reference(
            "H. Robbins and S. Monro, \"A stochastic approximation method\", Annals of"
                + " Mathematical Statistics 22(3), 1951; S. Klein, M. Staring, J.P.W. Pluim,"
                + " \"Evaluation of optimization methods for nonrigid medical image registration"
                + " using mutual information and B-splines\", IEEE TIP 16(12), 2007")
        .parameters(
            OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION,
            MAXIMUM_NUMBER_OF_ITERATIONS,
            SP_A_NUMERATOR,
            SP_A_OFFSET,
            SP_ALPHA,
            OptimizerParameters.MAXIMUM_NUMBER_OF_SAMPLING_ATTEMPTS);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new StandardGradientDescent(context);
  }
}
