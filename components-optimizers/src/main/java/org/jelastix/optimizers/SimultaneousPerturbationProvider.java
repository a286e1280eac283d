package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code SimultaneousPerturbation}. */
public final class SimultaneousPerturbationProvider implements OptimizerProvider {
  static final Parameter<Integer> MAXIMUM_NUMBER_OF_ITERATIONS =
      OptimizerParameters.maximumNumberOfIterations(500);
  static final Parameter<Integer> NUMBER_OF_PERTURBATIONS =
      Parameter.integer("NumberOfPerturbations", 1)
          .perResolution()
          .atLeast(1)
          .doc("How many perturbations a gradient is the mean of; each costs two evaluations.");
  static final Parameter<Double> SP_A_NUMERATOR = OptimizerParameters.gainNumerator(400.0);
  static final Parameter<Double> SP_A_OFFSET = OptimizerParameters.gainOffset(50.0);
  static final Parameter<Double> SP_ALPHA = OptimizerParameters.gainExponent(0.602);

  /** Made by the service loader. */
  public SimultaneousPerturbationProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.OPTIMIZER,
            "SimultaneousPerturbation",
            "Gradient descent with gradients from random perturbations of all parameters at once.")
        .reference(
            "J.C. Spall, \"Implementation of the simultaneous perturbation method for stochastic"
                + " optimization\", IEEE Transactions on Aerospace and Electronic Systems 34(3),"
                + " 1998")
        .parameters(
            OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION,
            PerturbationParameters.SHOW_METRIC_VALUES,
            MAXIMUM_NUMBER_OF_ITERATIONS,
            NUMBER_OF_PERTURBATIONS,
            SP_A_NUMERATOR,
            PerturbationParameters.SP_C,
            SP_A_OFFSET,
            SP_ALPHA,
            PerturbationParameters.SP_GAMMA);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new SimultaneousPerturbation(context);
  }
}
