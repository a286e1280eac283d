package org.jelastix.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jelastix.api.ParameterException;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.OptimizationResult;
import org.junit.jupiter.api.Test;

/** Hand-computed updates of the plain gradient descents. */
class DescentTest {

  @Test
  void standardGradientDescentFollowsItsGain() {
    TestCost cost = TestCost.quadratic(new double[] {2, 1}, new double[] {3, -1});
    TestListener listener = new TestListener();
    OptimizationResult result =
        new StandardGradientDescent(
                TestContext.of(
                    "SP_a 2; SP_A 3; SP_alpha 1; MaximumNumberOfIterations 2;"
                        + " NewSamplesEveryIteration true",
                    2))
            .optimize(cost, new double[] {1, 1}, listener);
    // Gains 2/4 and 2/5; gradients (-4, 2), then at (3, 0): (0, 1).
    assertEquals(List.of("2:Metric", "3:StepSize", "4:||Gradient||"), listener.columns());
    assertEquals(0.5 * 2 * 4 + 0.5 * 4, listener.number(0, "2:Metric"), 1e-15);
    assertEquals(0.5, listener.number(0, "3:StepSize"), 1e-15);
    assertEquals(Math.sqrt(20), listener.number(0, "4:||Gradient||"), 1e-15);
    assertArrayEquals(new double[] {3, 0}, listener.positions.get(0), 1e-15);
    assertEquals(0.4, listener.number(1, "3:StepSize"), 1e-15);
    assertArrayEquals(new double[] {3, -0.4}, result.parameters(), 1e-15);
    assertEquals(0.5, result.value(), 1e-15);
    assertEquals("Maximum number of iterations has been reached.", result.stopCondition());
    assertEquals(List.of("gradient", "samples", "gradient", "samples"), cost.calls);
  }

  @Test
  void scalesEnterByTheirRoots() {
    // y = 3x, F(y) = ½ (y/3)²: the step on y is a·(x/3), that on x a·x/9.
    TestCost cost = TestCost.quadratic(new double[] {1}, new double[] {0});
    TestListener listener = new TestListener();
    OptimizationResult result =
        new StandardGradientDescent(
                TestContext.of(
                    "SP_a 1; SP_A 0; SP_alpha 1; MaximumNumberOfIterations 1",
                    TestTransform.translation(2),
                    new double[] {9}))
            .optimize(cost, new double[] {9}, listener);
    assertEquals(3, listener.number(0, "4:||Gradient||"), 1e-15);
    assertEquals(8, result.parameters()[0], 1e-14);
  }

  @Test
  void failedMetricIsTriedAgainWithNewSamples() {
    int[] failures = {2};
    TestCost cost =
        new TestCost(
            1,
            x -> x[0],
            (x, g) -> {
              if (failures[0]-- > 0) {
                throw new RegistrationException("too few samples");
              }
              g[0] = 1;
            });
    String parameters = "MaximumNumberOfIterations 1; MaximumNumberOfSamplingAttempts 2";
    new StandardGradientDescent(TestContext.of(parameters, 1))
        .optimize(cost, new double[] {0}, new TestListener());
    assertEquals(List.of("gradient", "samples", "gradient", "samples", "gradient"), cost.calls);
    failures[0] = 3;
    assertThrows(
        RegistrationException.class,
        () ->
            new StandardGradientDescent(TestContext.of(parameters, 1))
                .optimize(cost, new double[] {0}, new TestListener()));
  }

  @Test
  void regularStepHalvesItsStepWhenItTurnsBack() {
    TestCost cost = TestCost.quadratic(new double[] {1}, new double[] {0});
    TestListener listener = new TestListener();
    OptimizationResult result =
        new RegularStepGradientDescent(
                TestContext.of(
                    "MaximumStepLength 2; MinimumStepLength 0.6; NewSamplesEveryIteration true", 1))
            .optimize(cost, new double[] {3}, listener);
    // 3 → 1 → −1, turn: step 1 → 0.0: gradient vanishes.
    assertArrayEquals(new double[] {1}, listener.positions.get(0), 1e-15);
    assertArrayEquals(new double[] {-1}, listener.positions.get(1), 1e-15);
    assertEquals(1, listener.number(2, "3:StepSize"), 1e-15);
    assertEquals(3, listener.rows.size());
    assertEquals("Minimum gradient magnitude has been reached.", result.stopCondition());
    assertEquals(0, cost.count("samples"));
  }

  @Test
  void regularStepStopsAtItsMinimum() {
    TestCost cost = TestCost.quadratic(new double[] {1}, new double[] {0.3});
    TestListener listener = new TestListener();
    OptimizationResult result =
        new RegularStepGradientDescent(
                TestContext.of("MaximumStepLength 2; MinimumStepLength 0.6", 1))
            .optimize(cost, new double[] {3}, listener);
    assertEquals("Minimum step size has been reached.", result.stopCondition());
    // The value of the evaluation after the last row.
    assertEquals(cost.value(result.parameters()), result.value(), 1e-15);
  }

  @Test
  void regularStepDividesByScalesAndDefaultsByResolution() {
    CostFunction cost = TestCost.quadratic(new double[] {1, 1}, new double[] {0, 0});
    TestListener listener = new TestListener();
    new RegularStepGradientDescent(
            TestContext.of(
                "MaximumNumberOfIterations 1",
                2,
                TestTransform.translation(2),
                new double[] {1, 4},
                1))
        .optimize(cost, new double[] {30, 160}, listener);
    // Direction (30, 40)/50, step 16/4; the reported gradient is not scaled.
    assertArrayEquals(new double[] {30 - 2.4, 160 - 3.2}, listener.positions.get(0), 1e-12);
    assertEquals(4, listener.number(0, "3:StepSize"), 1e-15);
    assertEquals(Math.hypot(30, 160), listener.number(0, "4:||Gradient||"), 1e-12);
  }

  @Test
  void badNumbersAreRefused() {
    assertThrows(
        ParameterException.class,
        () -> new RegularStepGradientDescent(TestContext.of("RelaxationFactor 1.5", 1)));
    assertThrows(
        ParameterException.class,
        () ->
            new QuasiNewtonLbfgs(
                TestContext.of(
                    "LineSearchValueTolerance 0.5; LineSearchGradientTolerance 0.1", 1)));
    assertThrows(
        ParameterException.class,
        () ->
            new AdaptiveStochasticGradientDescent(
                TestContext.of("AutomaticParameterEstimation false; SigmoidMin 0.5", 1)));
  }
}
