package org.jelastix.runtime.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.Registration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each optimizer finds a known shift of images again; errors in mm, with voxels of 1 mm. */
class OptimizerRecoveryTest {
  private static final Jelastix JELASTIX = Jelastix.builder().threads(2).build();

  @AfterAll
  static void close() {
    JELASTIX.close();
  }

  @ParameterizedTest
  @CsvSource({
    "AdaGrad, 0.1, MaximumStepLength 3; MaximumNumberOfIterations 200",
    "AdaptiveStochasticGradientDescent, 0.05, MaximumNumberOfIterations 60",
    "AdaptiveStochasticVarianceReducedGradient, 0.05, NumberOfInnerLoopSamples 500",
    "CMAEvolutionStrategy, 0.05, MaximumNumberOfIterations 60",
    "ConjugateGradient, 0.05, StepLength 0.01; MaximumNumberOfIterations 20",
    "ConjugateGradientFRPR, 0.05, StepLength 1e-4; MaximumNumberOfIterations 20",
    "FiniteDifferenceGradientDescent, 0.05, SP_a 0.05; SP_c 0.1; MaximumNumberOfIterations 60",
    "FullSearch, 0.15, FullSearchSpace0 x 0 -3 3 0.25 y 1 -3 3 0.25",
    "Powell, 0.05, StepTolerance 0.01; MaximumNumberOfIterations 20",
    "PreconditionedStochasticGradientDescent, 0.1, MaximumNumberOfIterations 60",
    "QuasiNewtonLBFGS, 0.05, MaximumNumberOfIterations 20",
    "RegularStepGradientDescent, 0.05, MinimumStepLength 0.01; MaximumNumberOfIterations 60",
    "RSGDEachParameterApart, 0.05, MinimumStepLength 0.01; MaximumNumberOfIterations 60",
    "Simplex, 0.05, MaximumNumberOfIterations 80",
    "SimultaneousPerturbation, 0.1, SP_a 0.05; SP_c 0.1; MaximumNumberOfIterations 200",
    "StandardGradientDescent, 0.05, SP_a 0.05; MaximumNumberOfIterations 60"
  })
  void findsAShift(String optimizer, double tolerance, String parameters) {
    assertFound(optimizer, tolerance, parameters);
  }

  /** Its estimated steps are too long for images without noise, on which it has to be exact. */
  @Test
  void theStochasticQuasiNewtonMethodFindsItWithSetSteps() {
    assertFound(
        "AdaptiveStochasticLBFGS",
        0.05,
        "AutomaticParameterEstimation false; AutomaticLBFGSstepsizeEstimation false; SP_a 0.05;"
            + " SP_A 20; SP_alpha 0.602; SP_beta 3; NumberOfInnerLoopSamples 500;"
            + " MaximumNumberOfIterations 100");
  }

  private static void assertFound(String optimizer, double tolerance, String parameters) {
    Pattern pattern = new Pattern(2, 3);
    ImageGrid grid = Pattern.grid(2);
    UnaryOperator<double[]> truth = x -> new double[] {x[0] + 1.6, x[1] - 1.9};
    ParameterMap.Builder map =
        TransformRecoveryTest.map("TranslationTransform")
            .put("Optimizer", optimizer)
            .put("NumberOfResolutions", 1);
    for (String parameter : parameters.split("; ")) {
      String[] words = parameter.split(" ");
      map.put(words[0], Arrays.copyOfRange(words, 1, words.length));
    }
    Transform found =
        Registration.builder()
            .jelastix(JELASTIX)
            .fixed(pattern.image(grid, truth))
            .moving(pattern.image(grid, UnaryOperator.identity()))
            .parameters(map.build())
            .build()
            .run()
            .transform();
    assertEquals(0, pattern.distance(grid, found::apply, truth), tolerance);
  }
}
