package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code Powell}. */
public final class PowellProvider implements OptimizerProvider {
  static final Parameter<Double> VALUE_TOLERANCE =
      Parameter.number("ValueTolerance", 1e-8)
          .perResolution()
          .atLeast(0)
          .doc(
              "The optimizer stops when an iteration changes the metric by no more than this part"
                  + " of its mean size.");
  static final Parameter<Double> MAXIMUM_STEP_LENGTH =
      Parameter.number("MaximumStepLength", null)
          .perResolution()
          .above(0)
          .defaultsTo("16 / 2^resolution")
          .unit("scaled parameter units")
          .doc("The first step of each line search.");
  static final Parameter<Double> STEP_TOLERANCE =
      Parameter.number("StepTolerance", null)
          .perResolution()
          .above(0)
          .defaultsTo("0.5 / 2^resolution")
          .unit("scaled parameter units")
          .doc("A line search ends when its interval is twice as long as this.");
  static final Parameter<Integer> MAXIMUM_NUMBER_OF_ITERATIONS =
      OptimizerParameters.maximumNumberOfIterations(500);

  /** Made by the service loader. */
  public PowellProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.OPTIMIZER,
            "Powell",
            "Powell's direction set method: line searches without derivatives.")
        .reference(
            "M.J.D. Powell, \"An efficient method for finding the minimum of a function of several"
                + " variables without calculating derivatives\", The Computer Journal 7(2), 1964")
        .parameters(
            OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION,
            VALUE_TOLERANCE,
            MAXIMUM_STEP_LENGTH,
            STEP_TOLERANCE,
            MAXIMUM_NUMBER_OF_ITERATIONS);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new Powell(context);
  }
}
