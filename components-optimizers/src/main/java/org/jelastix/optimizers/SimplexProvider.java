package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code Simplex}. */
public final class SimplexProvider implements OptimizerProvider {
  static final Parameter<Double> VALUE_TOLERANCE =
      Parameter.number("ValueTolerance", 1e-8)
          .perResolution()
          .atLeast(0)
          .doc(
              "The optimizer stops when the metric at all corners differs by less than this, and"
                  + " the corners by less than 1e-8.");
  static final Parameter<Integer> MAXIMUM_NUMBER_OF_ITERATIONS =
      OptimizerParameters.maximumNumberOfIterations(500);
  static final Parameter<Boolean> AUTOMATIC_INITIAL_SIMPLEX =
      Parameter.bool("AutomaticInitialSimplex", false)
          .perResolution()
          .doc(
              "Whether the first simplex has the size of a twentieth of each scaled parameter"
                  + " (0.00025 where that is 0). If not, InitialSimplexDelta sets its size.");
  static final Parameter<Double> INITIAL_SIMPLEX_DELTA =
      Parameter.number("InitialSimplexDelta", 1.0)
          .list()
          .unit("scaled parameter units")
          .doc(
              "The size of the first simplex along each parameter; 1 for those not listed. Has no"
                  + " effect with AutomaticInitialSimplex.");

  /** Made by the service loader. */
  public SimplexProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.OPTIMIZER,
            "Simplex",
            "The downhill simplex method, which needs no derivatives.")
        .reference(
            "J.A. Nelder and R. Mead, \"A simplex method for function minimization\", The Computer"
                + " Journal 7(4), 1965")
        .parameters(
            OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION,
            VALUE_TOLERANCE,
            MAXIMUM_NUMBER_OF_ITERATIONS,
            AUTOMATIC_INITIAL_SIMPLEX,
            INITIAL_SIMPLEX_DELTA);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new Simplex(context);
  }
}
