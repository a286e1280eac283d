package org.jelastix.optimizers;

import org.jelastix.api.component.Optimizer;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.OptimizerContext;
import org.jelastix.api.spi.OptimizerProvider;

/** Makes {@code CMAEvolutionStrategy}. */
public final class CmaEvolutionStrategyProvider implements OptimizerProvider {
  static final Parameter<Integer> MAXIMUM_NUMBER_OF_ITERATIONS =
      OptimizerParameters.maximumNumberOfIterations(500);
  static final Parameter<Double> STEP_LENGTH =
      Parameter.number("StepLength", 1.0)
          .perResolution()
          .above(0)
          .unit("scaled parameter units")
          .doc("The first standard deviation of the offspring along each scaled parameter.");
  static final Parameter<Double> VALUE_TOLERANCE =
      Parameter.number("ValueTolerance", 0.00001)
          .perResolution()
          .atLeast(0)
          .doc("The optimizer stops when the best values of the last iterations differ by less.");
  static final Parameter<Integer> POPULATION_SIZE =
      Parameter.integer("PopulationSize", 0)
          .perResolution()
          .atLeast(0)
          .doc("Offspring an iteration; 0 means 4 + 3 ln(number of parameters).");
  static final Parameter<Integer> NUMBER_OF_PARENTS =
      Parameter.integer("NumberOfParents", 0)
          .perResolution()
          .atLeast(0)
          .doc("How many of the best offspring are combined; 0 means half of them.");
  static final Parameter<Boolean> USE_DECAYING_SIGMA =
      Parameter.bool("UseDecayingSigma", false)
          .perResolution()
          .doc(
              "Whether the deviation follows 1 / (A + k)^alpha in place of the evolution path's"
                  + " length.");
  static final Parameter<Double> SP_A_OFFSET =
      Parameter.number("SP_A", 50.0)
          .perResolution()
          .atLeast(0)
          .doc("The offset A of the decaying deviation. Used with UseDecayingSigma.");
  static final Parameter<Double> SP_ALPHA =
      Parameter.number("SP_alpha", 0.602)
          .perResolution()
          .doc("The exponent alpha of the decaying deviation. Used with UseDecayingSigma.");
  static final Parameter<Boolean> USE_COVARIANCE_MATRIX_ADAPTATION =
      Parameter.bool("UseCovarianceMatrixAdaptation", true)
          .perResolution()
          .doc(
              "Whether the covariance of the offspring is adapted. Best turned off for many"
                  + " parameters, because the matrix has as many rows and columns.");
  static final Parameter<String> RECOMBINATION_WEIGHTS_PRESET =
      Parameter.choice(
              "RecombinationWeightsPreset", "superlinear", "equal", "linear", "superlinear")
          .perResolution()
          .doc("How the weights of the parents fall off from the best to the worst.");
  static final Parameter<Integer> UPDATE_BD_PERIOD =
      Parameter.integer("UpdateBDPeriod", 0)
          .perResolution()
          .atLeast(0)
          .doc(
              "Every how many iterations the covariance is decomposed; 0 chooses a period. A"
                  + " period of MaximumNumberOfIterations or more turns the adaptation off.");
  static final Parameter<Double> POSITION_TOLERANCE_MIN =
      Parameter.number("PositionToleranceMin", 1e-8)
          .perResolution()
          .atLeast(0)
          .doc("The optimizer stops when all deviations are below this many StepLengths.");
  static final Parameter<Double> POSITION_TOLERANCE_MAX =
      Parameter.number("PositionToleranceMax", 1e8)
          .perResolution()
          .above(0)
          .doc("The optimizer stops when a deviation is above this many StepLengths.");
  static final Parameter<Double> MAXIMUM_DEVIATION =
      Parameter.number("MaximumDeviation", null)
          .perResolution()
          .above(0)
          .defaultsTo("10 x PositionToleranceMax x StepLength")
          .doc("The largest deviation that the offspring may have.");
  static final Parameter<Double> MINIMUM_DEVIATION =
      Parameter.number("MinimumDeviation", 0.0)
          .perResolution()
          .atLeast(0)
          .doc("The smallest deviation that the offspring may have.");

  /** Made by the service loader. */
  public CmaEvolutionStrategyProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.OPTIMIZER,
            "CMAEvolutionStrategy",
            "Evolution strategy with covariance matrix adaptation: a global search by values.")
        .reference(
            "N. Hansen and A. Ostermeier, \"Completely derandomized self-adaptation in evolution"
                + " strategies\", Evolutionary Computation 9(2), 2001")
        .parameters(
            OptimizerParameters.NEW_SAMPLES_EVERY_ITERATION,
            MAXIMUM_NUMBER_OF_ITERATIONS,
            STEP_LENGTH,
            VALUE_TOLERANCE,
            POPULATION_SIZE,
            NUMBER_OF_PARENTS,
            USE_DECAYING_SIGMA,
            SP_A_OFFSET,
            SP_ALPHA,
            USE_COVARIANCE_MATRIX_ADAPTATION,
            RECOMBINATION_WEIGHTS_PRESET,
            UPDATE_BD_PERIOD,
            POSITION_TOLERANCE_MIN,
            POSITION_TOLERANCE_MAX,
            MAXIMUM_DEVIATION,
            MINIMUM_DEVIATION);
  }

  @Override
  public Optimizer create(OptimizerContext context) {
    return new CmaEvolutionStrategy(context);
  }
}
