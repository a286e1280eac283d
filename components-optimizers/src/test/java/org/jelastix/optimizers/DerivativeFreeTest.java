package org.jelastix.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.Optimizer;
import org.jelastix.api.random.RandomStream;
import org.junit.jupiter.api.Test;

/** Optimizers that look at values only. */
class DerivativeFreeTest {

  @Test
  void finiteDifferencesOfAQuadraticAreExact() {
    TestCost cost = TestCost.quadratic(new double[] {2, 1}, new double[] {3, -1});
    TestListener listener = new TestListener();
    OptimizationResult result =
        new FiniteDifferenceGradientDescent(
                TestContext.of(
                    "SP_a 2; SP_A 3; SP_alpha 1; SP_c 0.5; MaximumNumberOfIterations 2", 2))
            .optimize(cost, new double[] {1, 1}, listener);
    assertEquals(List.of("2:Metric", "3:Gain a_k", "4:||Gradient||"), listener.columns());
    assertEquals("---", listener.rows.get(0).columns().get("2:Metric"));
    assertEquals(Math.sqrt(20), listener.number(0, "4:||Gradient||"), 1e-12);
    assertArrayEquals(new double[] {3, -0.4}, result.parameters(), 1e-12);
    assertEquals(0.5 * 0.36, result.value(), 1e-12);
  }

  @Test
  void finiteDifferencesShowValuesOnRequest() {
    TestListener listener = new TestListener();
    new FiniteDifferenceGradientDescent(
            TestContext.of("ShowMetricValues true; MaximumNumberOfIterations 1", 1))
        .optimize(
            TestCost.quadratic(new double[] {2}, new double[] {0}), new double[] {3}, listener);
    assertEquals(9, listener.number(0, "2:Metric"), 1e-12);
  }

  @Test
  void simultaneousPerturbationFollowsItsDraws() {
    RandomStream stream = new RandomStream(1);
    double[] delta = new double[2];
    double[] scales = {1, 4};
    for (int i = 0; i < 2; i++) {
      delta[i] = (stream.nextHalfOpen() >= 0.5 ? 1 : -1) / scales[i];
    }
    TestListener listener = new TestListener();
    new SimultaneousPerturbation(
            TestContext.of(
                "SP_a 1; SP_A 0; SP_alpha 1; SP_c 1; MaximumNumberOfIterations 1",
                TestTransform.translation(2),
                scales))
        .optimize(
            TestCost.quadratic(new double[] {2, 1}, new double[] {0, 0}),
            new double[] {1, 1},
            listener);
    // The difference quotient of a quadratic is gᵀΔ.
    double slope = 2 * delta[0] + delta[1];
    double[] expected = {1 - slope / delta[0], 1 - slope / delta[1] / 16};
    assertArrayEquals(expected, listener.positions.get(0), 1e-12);
  }

  @Test
  void simultaneousPerturbationConverges() {
    check(
        new SimultaneousPerturbation(
            TestContext.of(
                "SP_a 1; SP_A 10; SP_c 0.1; NumberOfPerturbations 2;"
                    + " MaximumNumberOfIterations 500",
                2)),
        0.02);
  }

  @Test
  void powellConverges() {
    check(new Powell(TestContext.of("StepTolerance 0.0001", 2)), 1e-3);
    OptimizationResult result =
        new Powell(TestContext.of("StepTolerance 1e-6; MaximumStepLength 1", 2))
            .optimize(TestCost.rosenbrock(), new double[] {-1.2, 1}, new TestListener());
    assertArrayEquals(new double[] {1, 1}, result.parameters(), 1e-3);
    assertTrue(
        result.stopCondition().startsWith("Powell: Cost function values at the current parameter"),
        result.stopCondition());
    assertTrue(
        result.stopCondition().endsWith("are within Value Tolerance (1e-08)."),
        result.stopCondition());
  }

  @Test
  void powellCountsOneIterationMoreThanTheLimit() {
    TestListener listener = new TestListener();
    OptimizationResult result =
        new Powell(TestContext.of("MaximumNumberOfIterations 2; StepTolerance 1e-6", 2))
            .optimize(TestCost.rosenbrock(), new double[] {-1.2, 1}, listener);
    assertEquals(3, listener.rows.size());
    assertEquals(List.of("2:Metric", "3:StepSize", "4:||Gradient||"), listener.columns());
    assertEquals("", listener.rows.get(0).columns().get("4:||Gradient||"));
    assertEquals(
        "Powell: Maximum number of iterations exceeded. Number of iterations is 2.",
        result.stopCondition());
  }

  @Test
  void simplexConverges() {
    check(new Simplex(TestContext.of("", 2)), 1e-6);
  }

  @Test
  void simplexTakesItsFirstStepsAsItShould() {
    // f = x over y = 4x: corners y = 8 and 9, so the worst is 9, reflected to 7, expanded to 6.
    TestCost cost = new TestCost(1, x -> x[0], (x, g) -> g[0] = 1);
    TestListener listener = new TestListener();
    OptimizationResult result =
        new Simplex(
                TestContext.of(
                    "MaximumNumberOfIterations 2", TestTransform.translation(2), new double[] {4}))
            .optimize(cost, new double[] {2}, listener);
    double[] expected = {2, 2.25, 1.75, 1.5, 1.5};
    assertEquals(expected.length, listener.rows.size());
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], listener.positions.get(i)[0], 1e-15);
    }
    assertEquals(1.5, result.parameters()[0], 1e-15);
    assertEquals(
        "Simplex: Maximum number of iterations exceeded. Number of iterations is 2.",
        result.stopCondition());
  }

  @Test
  void fullSearchVisitsTheWholeGrid() {
    TestCost cost = TestCost.quadratic(new double[] {1, 1}, new double[] {0.4, -0.6});
    TestListener listener = new TestListener();
    OptimizationResult result =
        new FullSearch(TestContext.of("FullSearchSpace0 ty 1 -1 1 1 tx 0 0 1 0.5", 2))
            .optimize(cost, new double[] {7, 7}, listener);
    assertEquals(9, listener.rows.size());
    assertEquals(List.of("2:Metric", "FS0:ty:1", "FS1:tx:0"), listener.columns());
    assertArrayEquals(new double[] {0.5, -1}, listener.positions.get(1));
    assertArrayEquals(new double[] {0, 0}, listener.positions.get(3));
    assertArrayEquals(new double[] {0.5, -1}, result.parameters());
    assertEquals("The full range has been searched.", result.stopCondition());
    assertTrue(
        listener.notes.contains("The corresponding parameter values: [ 0.500000 -1.000000 ]"));
  }

  @Test
  void badSearchSpacesAreRefused() {
    for (String space :
        new String[] {
          "",
          "FullSearchSpace0 tx 0 0 1",
          "FullSearchSpace0 tx 2 0 1 0.1",
          "FullSearchSpace0 tx 0 1 0 0.1",
          "FullSearchSpace0 tx 0 0 1 0",
          "FullSearchSpace0 tx zero 0 1 0.1",
          "FullSearchSpace0 tx 0 0 1e6 1e-3 ty 1 0 1e6 1e-3"
        }) {
      assertThrows(ParameterException.class, () -> new FullSearch(TestContext.of(space, 2)), space);
    }
  }

  @Test
  void evolutionConverges() {
    check(new CmaEvolutionStrategy(TestContext.of("", 2)), 1e-2);
    check(
        new CmaEvolutionStrategy(
            TestContext.of(
                "UseCovarianceMatrixAdaptation false; RecombinationWeightsPreset linear", 2)),
        1e-2);
    check(
        new CmaEvolutionStrategy(
            TestContext.of(
                "UseDecayingSigma true; SP_A 5; SP_alpha 2; PopulationSize 12;"
                    + " RecombinationWeightsPreset equal",
                2)),
        5e-2);
    OptimizationResult result =
        new CmaEvolutionStrategy(
                TestContext.of(
                    "StepLength 0.5; MaximumNumberOfIterations 400; ValueTolerance 0", 2))
            .optimize(TestCost.rosenbrock(), new double[] {-1.2, 1}, new TestListener());
    assertArrayEquals(new double[] {1, 1}, result.parameters(), 1e-3);
  }

  @Test
  void evolutionRefusesParentsWithoutSelection() {
    assertThrows(
        ParameterException.class,
        () ->
            new CmaEvolutionStrategy(
                TestContext.of(
                    "PopulationSize 4; NumberOfParents 4; RecombinationWeightsPreset equal", 2)));
    assertThrows(
        ParameterException.class,
        () -> new CmaEvolutionStrategy(TestContext.of("NumberOfParents 40", 2)));
  }

  @Test
  void numbersInStopConditionsHaveSixDigits() {
    assertEquals("3416.22", GeneralFormat.text(3416.218127));
    assertEquals("1e-08", GeneralFormat.text(1e-8));
    assertEquals("0.0001", GeneralFormat.text(1e-4));
    assertEquals("-1.5", GeneralFormat.text(-1.5));
    assertEquals("1.23457e+06", GeneralFormat.text(1234567));
    assertEquals("100000", GeneralFormat.text(100000));
    assertEquals("1e+06", GeneralFormat.text(999999.9));
    assertEquals("0", GeneralFormat.text(0));
    assertEquals("inf", GeneralFormat.text(Double.POSITIVE_INFINITY));
    assertEquals("nan", GeneralFormat.text(Double.NaN));
  }

  private static void check(Optimizer optimizer, double tolerance) {
    OptimizationResult result =
        optimizer.optimize(
            TestCost.quadratic(new double[] {1, 4}, new double[] {0.3, -0.7}),
            new double[] {1, 1},
            new TestListener());
    assertArrayEquals(new double[] {0.3, -0.7}, result.parameters(), tolerance);
  }
}
