package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code ConjugateGradientFRPR}. */
public final class ConjugateGradientFrprProvider implements OptimizerProvider {
  static final Parameter<Integer> MAXIMUM_NUMBER_OF_ITERATIONS =
      OptimizerParameters.maximumNumberOfIterations(100);
  static final Parameter<Double> VALUE_TOLERANCE =
      Parameter.number("ValueTolerance", 0.00001)
          .perResolution()
          .atLeast(0)
          .doc(
              "An iteration counts as converged when it changes the metric by no more than this"
                  + " part of its mean size; the optimizer stops after as many such iterations in"
                  + " a row as there are parameters.");
  static final Parameter<Double> LINE_SEARCH_STEP_TOLERANCE =
      Parameter.number("LineSearchStepTolerance", 0.00001)
          .perResolution()
          .above(0)
          .doc("A line search ends when its interval is twice as long as this.");

  /** Made by the service loader. */
  public ConjugateGradientFrprProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.OPTIMIZER,
            "ConjugateGradientFRPR",
            "Conjugate gradients by Polak and Ribière with line searches that use values only.")
        .reference(
            "E. Polak and G. Ribière, \"Note sur la convergence de méthodes de directions"
                + " conjuguées\", Revue française d'informatique et de recherche opérationnelle 3,"
                + " 1969")
        .parameters(
            OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION,
            MAXIMUM_NUMBER_OF_ITERATIONS,
            LineSearchParameters.MAXIMUM_NUMBER_OF_LINE_SEARCH_ITERATIONS,
            LineSearchParameters.STEP_LENGTH,
            VALUE_TOLERANCE,
            LINE_SEARCH_STEP_TOLERANCE);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new ConjugateGradientFrpr(context);
  }
}
