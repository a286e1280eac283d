package org.jelastix.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.parallel.Parallel;
import org.junit.jupiter.api.Test;

/** The preconditioned, variance-reduced and stochastic quasi-Newton methods. */
class StepwiseDescentTest {

  @Test
  void eachParameterHalvesItsOwnStep() {
    TestListener listener = new TestListener();
    new RsgdEachParameterApart(
            TestContext.of(
                "MaximumStepLength 5; MinimumStepLength 0.1; MaximumNumberOfIterations 2",
                TestTransform.translation(2),
                new double[] {1, 2}))
        .optimize(
            TestCost.quadratic(new double[] {1, 1}, new double[] {0, 0}),
            new double[] {3, 8},
            listener);
    // d = (3, 4)/5, steps 5: (0, 4); then d = (0, 2): steps (5, 5): (0, -1).
    assertArrayEquals(new double[] {0, 4}, listener.positions.get(0), 1e-12);
    assertArrayEquals(new double[] {0, -1}, listener.positions.get(1), 1e-12);
    assertEquals(5, listener.number(0, "4:||Gradient||"), 1e-12);
    assertEquals(5, listener.number(1, "3:StepSize"), 1e-12);
  }

  @Test
  void adaGradAccumulatesSquares() {
    TestListener listener = new TestListener();
    new PreconditionedDescent(
            TestContext.of(
                "AutomaticParameterEstimation false; SP_A 10; MaximumNumberOfIterations 2", 1),
            "AdaGrad",
            true,
            0.5)
        .optimize(
            TestCost.quadratic(new double[] {1}, new double[] {0}), new double[] {2}, listener);
    assertEquals(
        List.of("2:Metric", "3a:Time", "3b:StepSize", "4a:||Gradient||", "4b:||SearchDirection||"),
        listener.columns());
    assertEquals(1.5, listener.positions.get(0)[0], 1e-12);
    double direction = 1.5 / Math.sqrt(4 + 2.25);
    assertEquals(1.5 - 0.5 * direction, listener.positions.get(1)[0], 1e-12);
    assertEquals(direction, listener.number(1, "4b:||SearchDirection||"), 1e-12);
  }

  @Test
  void adaGradStepsAreEstimatedFromDisplacements() {
    TestListener listener = new TestListener();
    new PreconditionedDescent(
            TestContext.of("MaximumNumberOfIterations 1; SP_A 9", 2), "AdaGrad", true, 0.5)
        .optimize(slope(), new double[] {0, 0}, listener);
    // δ (A + 1) / ‖J g‖ = 1 · 10 / 5, without noise.
    assertEquals(2, listener.number(0, "3b:StepSize"), 1e-6);
  }

  @Test
  void preconditionerOfATranslationBalancesItsEntries() {
    SampleJacobians jacobians =
        new SampleJacobians(
            TestTransform.translation(2), TestContext.samples(2, 40, 9), Parallel.sequential());
    Preconditioner preconditioner =
        Preconditioner.ofDisplacements(jacobians, new double[] {3, 4}, 0.8, 0.5, 2, line -> {});
    // Own displacements 3 and 4, that of the other entry with weight 1.
    assertEquals(0.5 / (0.8 * 3 + 0.2 * 4), preconditioner.factors()[0], 1e-10);
    assertEquals(0.5 / (0.8 * 4 + 0.2 * 3), preconditioner.factors()[1], 1e-10);
    assertEquals(6, preconditioner.maxJJ(), 1e-12);
    assertArrayEquals(
        new double[] {1, 1}, Preconditioner.ofJacobians(jacobians, 2).factors(), 1e-10);
  }

  @Test
  void localPreconditionersHaveALimitedCondition() {
    TestTransform tents = TestTransform.tents(2, 4, true);
    SampleJacobians jacobians =
        new SampleJacobians(tents, TestContext.samples(2, 400, 3), Parallel.sequential());
    double[] gradient = new double[32];
    for (int i = 0; i < 32; i++) {
      gradient[i] = i * i;
    }
    double[] factors =
        Preconditioner.ofDisplacements(jacobians, gradient, 0.8, 1, 3, line -> {}).factors();
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (double f : factors) {
      smallest = Math.min(smallest, f);
      largest = Math.max(largest, f);
    }
    assertEquals(3, largest / smallest, 1e-9);
  }

  @Test
  void preconditionedDescentConverges() {
    for (String type : new String[] {"false", "true"}) {
      OptimizationResult result =
          new PreconditionedDescent(
                  TestContext.of(
                      "MaximumNumberOfIterations 300; MaximumStepLength 0.3;"
                          + " JacobiTypePreconditioner "
                          + type,
                      2),
                  "PreconditionedStochasticGradientDescent",
                  false,
                  1)
              .optimize(
                  TestCost.quadratic(new double[] {1, 4}, new double[] {1, -1}),
                  new double[] {3, 3},
                  new TestListener());
      assertArrayEquals(new double[] {1, -1}, result.parameters(), 0.05, type);
    }
  }

  @Test
  void varianceReductionConverges() {
    TestListener listener = new TestListener();
    OptimizationResult result =
        new AdaptiveStochasticVarianceReducedGradient(
                TestContext.of(
                    "MaximumNumberOfIterations 6; MaximumNumberOfInnerLoopIterations 20;"
                        + " MaximumStepLength 0.3",
                    2))
            .optimize(
                TestCost.quadratic(new double[] {1, 4}, new double[] {1, -1}),
                new double[] {3, 3},
                listener);
    assertEquals(120, listener.rows.size());
    assertArrayEquals(new double[] {1, -1}, result.parameters(), 0.2);
  }

  @Test
  void varianceReducedStepsAreEstimatedFromDisplacements() {
    TestListener listener = new TestListener();
    new AdaptiveStochasticVarianceReducedGradient(
            TestContext.of(
                "MaximumNumberOfIterations 1; MaximumNumberOfInnerLoopIterations 2;"
                    + " MaximumStepLength 0.3;"
                    + " ASGDParameterEstimationMethod DisplacementDistribution",
                2))
        .optimize(slope(), new double[] {0, 0}, listener);
    assertEquals(0.06, listener.number(0, "3b:StepSize"), 1e-7);
    assertArrayEquals(new double[] {-0.18, -0.24}, listener.positions.get(0), 1e-6);
  }

  @Test
  void quasiNewtonStepsStartWithTheMaximumStepLength() {
    for (String parameters : new String[] {"", "UseSearchDirForAdaptiveStepSize true"}) {
      TestListener listener = new TestListener();
      double[] minimum = {1, -1};
      OptimizationResult result =
          new AdaptiveStochasticLbfgs(
                  TestContext.of(
                      "MaximumNumberOfIterations 13; MaximumStepLength 0.1; " + parameters, 2))
              .optimize(
                  TestCost.quadratic(new double[] {1, 4}, minimum), new double[] {9, 3}, listener);
      assertEquals(0, listener.number(9, "4b:||SearchDir||"));
      assertTrue(listener.number(10, "4b:||SearchDir||") > 0);
      double[] before = listener.positions.get(9);
      double[] after = listener.positions.get(10);
      double step = Math.hypot(after[0] - before[0], after[1] - before[1]);
      // The maximum times the usual noise factor.
      assertEquals(0.08, step, 1e-6);
      double[] end = result.parameters();
      assertTrue(
          Math.hypot(end[0] - minimum[0], end[1] - minimum[1])
              < Math.hypot(before[0] - minimum[0], before[1] - minimum[1]),
          parameters);
    }
  }

  @Test
  void quasiNewtonStepsEndWhereNothingMovesAnyMore() {
    double[] minimum = {1, -1};
    OptimizationResult result =
        new AdaptiveStochasticLbfgs(
                TestContext.of(
                    "MaximumNumberOfIterations 500; AutomaticParameterEstimation false;"
                        + " AutomaticLBFGSstepsizeEstimation false; SP_a 0.3; SP_A 20;"
                        + " SP_alpha 0.602; SP_beta 3",
                    2))
            .optimize(
                TestCost.quadratic(new double[] {1, 2}, minimum),
                new double[] {4, 3},
                new TestListener());
    assertArrayEquals(minimum, result.parameters(), 1e-6);
  }

  @Test
  void negativeCurvatureEndsTheStochasticQuasiNewtonMethod() {
    TestListener listener = new TestListener();
    OptimizationResult result =
        new AdaptiveStochasticLbfgs(
                TestContext.of("AutomaticParameterEstimation false; SP_a 0.1", 1))
            .optimize(
                TestCost.quadratic(new double[] {-1}, new double[] {0}),
                new double[] {1},
                listener);
    assertEquals("The InvalidDiagonalMatrix.", result.stopCondition());
    assertEquals(5, listener.rows.size());
  }

  private static TestCost slope() {
    return new TestCost(
        2,
        x -> 3 * x[0] + 4 * x[1],
        (x, g) -> {
          g[0] = 3;
          g[1] = 4;
        });
  }
}
