package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code QuasiNewtonLBFGS}. */
public final class QuasiNewtonLbfgsProvider implements OptimizerProvider {
  static final Parameter<Integer> MAXIMUM_NUMBER_OF_ITERATIONS =
      OptimizerParameters.maximumNumberOfIterations(100);
  static final Parameter<Integer> LBFGS_UPDATE_ACCURACY =
      Parameter.integer("LBFGSUpdateAccuracy", 5)
          .perResolution()
          .atLeast(0)
          .doc(
              "From how many of the last steps the Hessian is estimated; 0 makes the method a"
                  + " normalised gradient descent with line searches.");

  /** Made by the service loader. */
  public QuasiNewtonLbfgsProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.OPTIMIZER,
            "QuasiNewtonLBFGS",
            "Limited-memory quasi-Newton method with line searches, for deterministic metrics.")
        .reference(
            "J. Nocedal, \"Updating quasi-Newton matrices with limited storage\", Mathematics of"
                + " Computation 35, 1980; J.J. Moré and D.J. Thuente, \"Line search algorithms"
                + " with guaranteed sufficient decrease\", ACM TOMS 20(3), 1994")
        .parameters(
            OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION,
            LineSearchParameters.GENERATE_LINE_SEARCH_ITERATIONS,
            MAXIMUM_NUMBER_OF_ITERATIONS,
            LineSearchParameters.MAXIMUM_NUMBER_OF_LINE_SEARCH_ITERATIONS,
            LineSearchParameters.STEP_LENGTH,
            LineSearchParameters.LINE_SEARCH_VALUE_TOLERANCE,
            LineSearchParameters.LINE_SEARCH_GRADIENT_TOLERANCE,
            LineSearchParameters.GRADIENT_MAGNITUDE_TOLERANCE,
            LBFGS_UPDATE_ACCURACY,
            LineSearchParameters.STOP_IF_WOLFE_NOT_SATISFIED);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new QuasiNewtonLbfgs(context);
  }
}
