package org.jelastix.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jelastix.api.component.OptimizationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConjugateGradientTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SteepestDescent",
        "FletcherReeves",
        "PolakRibiere",
        "DaiYuan",
        "HestenesStiefel",
        "DaiYuanHestenesStiefel"
      })
  void everyKindConverges(String type) {
    OptimizationResult result =
        new ConjugateGradient(
                TestContext.of(
                    "LineSearchGradientTolerance 0.1; MaximumNumberOfIterations 500;"
                        + " ConjugateGradientType "
                        + type,
                    3))
            .optimize(
                TestCost.quadratic(new double[] {1, 4, 9}, new double[] {1, 2, 3}),
                new double[] {0, 0, 0},
                new TestListener());
    assertArrayEquals(new double[] {1, 2, 3}, result.parameters(), 1e-4, result.stopCondition());
  }

  @Test
  void nextLineSearchStartsWithTheLastStep() {
    TestListener listener = new TestListener();
    new ConjugateGradient(
            TestContext.of("StepLength 0.5; ConjugateGradientType SteepestDescent", 1))
        .optimize(
            TestCost.quadratic(new double[] {0.8}, new double[] {2}), new double[] {0}, listener);
    assertEquals(0.5, listener.number(0, "3:StepLength"), 1e-15);
    assertEquals(0.5, listener.number(1, "3:StepLength"), 1e-15);
    assertEquals(1.6, listener.number(0, "4b:||SearchDir||"), 1e-12);
  }

  @Test
  void flatFunctionStopsAfterElevenFlatIterations() {
    TestListener listener = new TestListener();
    OptimizationResult result =
        new ConjugateGradient(
                TestContext.of(
                    "GradientMagnitudeTolerance 0; StepLength 0.01;"
                        + " ConjugateGradientType SteepestDescent",
                    2))
            .optimize(
                new TestCost(
                    2,
                    x -> 1e9 + 0.5 * (x[0] * x[0] + 9 * x[1] * x[1]),
                    (x, g) -> {
                      g[0] = x[0];
                      g[1] = 9 * x[1];
                    }),
                new double[] {1, 1},
                listener);
    assertEquals("Almost no decrease in function value anymore.", result.stopCondition());
    assertEquals(11, listener.rows.size());
  }

  @Test
  void polakRibiereWithoutDerivativesAlongLinesConverges() {
    TestListener listener = new TestListener();
    OptimizationResult result =
        new ConjugateGradientFrpr(TestContext.of("ValueTolerance 1e-10", 2))
            .optimize(TestCost.rosenbrock(), new double[] {-1.2, 1}, listener);
    assertArrayEquals(new double[] {1, 1}, result.parameters(), 1e-2);
    assertEquals("LineBracketing", listener.rows.get(0).columns().get("5:Phase"));
    assertEquals("---", listener.rows.get(0).columns().get("4a:||Gradient||"));
    assertEquals("Main", listener.rows.get(1).columns().get("5:Phase"));
  }

  @Test
  void brentFindsMinimaOnBothSides() {
    BrentLineSearch search = new BrentLineSearch(t -> Math.cosh(t + 3), 1e-9, 100);
    BrentLineSearch.Bracket bracket = search.bracket(0, Math.cosh(3), 1);
    assertTrue(bracket.value() <= Math.cosh(3));
    assertEquals(-3, search.minimize(bracket).step(), 1e-6);
  }
}
