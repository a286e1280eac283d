package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code ConjugateGradient}. */
public final class ConjugateGradientProvider implements OptimizerProvider {
  static final Parameter<Integer> MAXIMUM_NUMBER_OF_ITERATIONS =
      OptimizerParameters.maximumNumberOfIterations(100);
  static final Parameter<Double> VALUE_TOLERANCE =
      Parameter.number("ValueTolerance", 0.00001)
          .perResolution()
          .atLeast(0)
          .doc(
              "The optimizer stops when, in 11 iterations in a row, the metric changed by no more"
                  + " than this part of its mean size.");
  static final Parameter<String> CONJUGATE_GRADIENT_TYPE =
      Parameter.choice(
              "ConjugateGradientType",
              "DaiYuanHestenesStiefel",
              "SteepestDescent",
              "FletcherReeves",
              "PolakRibiere",
              "DaiYuan",
              "HestenesStiefel",
              "DaiYuanHestenesStiefel")
          .perResolution()
          .doc("The formula by which a search direction remembers the one before.");

  /** Made by the service loader. */
  public ConjugateGradientProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.OPTIMIZER,
            "ConjugateGradient",
            "Nonlinear conjugate gradients with line searches, for deterministic metrics.")
        .reference(
            "Y.H. Dai and Y. Yuan, \"An efficient hybrid conjugate gradient method for"
                + " unconstrained optimization\", Annals of Operations Research 103, 2001")
        .parameters(
            OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION,
            LineSearchParameters.GENERATE_LINE_SEARCH_ITERATIONS,
            MAXIMUM_NUMBER_OF_ITERATIONS,
            LineSearchParameters.MAXIMUM_NUMBER_OF_LINE_SEARCH_ITERATIONS,
            LineSearchParameters.STEP_LENGTH,
            LineSearchParameters.LINE_SEARCH_VALUE_TOLERANCE,
            LineSearchParameters.LINE_SEARCH_GRADIENT_TOLERANCE,
            LineSearchParameters.GRADIENT_MAGNITUDE_TOLERANCE,
            VALUE_TOLERANCE,
            CONJUGATE_GRADIENT_TYPE,
            LineSearchParameters.STOP_IF_WOLFE_NOT_SATISFIED);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new ConjugateGradient(context);
  }
}
