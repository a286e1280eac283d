package org.jelastix.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.OptimizationResult;
import org.junit.jupiter.api.Test;

class LineSearchTest {

  @Test
  void exactFirstStepIsTaken() {
    MoreThuenteLineSearch search = search(1.0);
    TestCost cost = TestCost.quadratic(new double[] {1}, new double[] {1});
    search.search(
        ScaledCost.unscaled(cost),
        new double[] {0},
        0.5,
        new double[] {-1},
        new double[] {1},
        start -> {});
    assertEquals(1.0, search.stepLength());
    assertEquals(0, search.iteration());
    assertEquals(MoreThuenteLineSearch.Stop.WOLFE_SATISFIED, search.stop());
    assertEquals(0, search.value());
  }

  @Test
  void interpolationFindsTheMinimumOfAQuadratic() {
    // φ(t) = ½ (t − 1)², first step 4: higher, so the quadratic through it gives t = 1.
    MoreThuenteLineSearch search = search(4.0);
    TestCost cost = TestCost.quadratic(new double[] {1}, new double[] {1});
    search.search(
        ScaledCost.unscaled(cost),
        new double[] {0},
        0.5,
        new double[] {-1},
        new double[] {1},
        start -> {});
    assertEquals(1.0, search.stepLength(), 1e-12);
    assertEquals(1, search.iteration());
  }

  @Test
  void ascentIsRefused() {
    MoreThuenteLineSearch search = search(1.0);
    TestCost cost = TestCost.quadratic(new double[] {1}, new double[] {1});
    search.search(
        ScaledCost.unscaled(cost),
        new double[] {0},
        0.5,
        new double[] {-1},
        new double[] {-1},
        start -> {});
    assertEquals(MoreThuenteLineSearch.Stop.ASCENT_DIRECTION, search.stop());
    assertEquals(0, search.stepLength());
    assertTrue(cost.calls.isEmpty());
  }

  @Property(tries = 300)
  void wolfeConditionsHold(
      @ForAll @DoubleRange(min = -2, max = 2) double x,
      @ForAll @DoubleRange(min = -2, max = 3) double y,
      @ForAll @DoubleRange(min = 0.01, max = 50) double first) {
    TestCost cost = TestCost.rosenbrock();
    double[] from = {x, y};
    double[] g = new double[2];
    double f = cost.valueAndGradient(from, g);
    if (Vectors.norm(g) < 1e-3) {
      return;
    }
    double length = Vectors.norm(g);
    double[] d = {-g[0] / length, -g[1] / length};
    double slope = -length;
    MoreThuenteLineSearch search = search(first);
    search.search(ScaledCost.unscaled(cost), from, f, g, d, start -> {});
    assertEquals(MoreThuenteLineSearch.Stop.WOLFE_SATISFIED, search.stop());
    assertTrue(search.value() <= f + 1e-4 * search.stepLength() * slope);
    assertTrue(Math.abs(search.slope()) <= 0.9 * Math.abs(slope));
  }

  @Test
  void quasiNewtonSolvesRosenbrock() {
    TestListener listener = new TestListener();
    OptimizationResult result =
        new QuasiNewtonLbfgs(TestContext.of("", 2))
            .optimize(TestCost.rosenbrock(), new double[] {-1.2, 1}, listener);
    assertArrayEquals(new double[] {1, 1}, result.parameters(), 1e-5);
    assertEquals("The gradient magnitude has (nearly) vanished.", result.stopCondition());
    assertEquals(
        List.of(
            "1a:SrchDirNr",
            "1b:LineItNr",
            "2:Metric",
            "3:StepLength",
            "4a:||Gradient||",
            "4b:||SearchDir||",
            "4c:DirGradient",
            "5:Phase",
            "6a:Wolfe1",
            "6b:Wolfe2",
            "7:LinSrchStopCondition"),
        listener.columns());
    assertEquals(1.0, listener.number(0, "4b:||SearchDir||"), 1e-12);
    assertTrue(listener.rows.size() < 60, listener.rows.size() + " iterations");
  }

  @Test
  void lineSearchIterationsAreReportedOnRequest() {
    TestListener listener = new TestListener();
    new QuasiNewtonLbfgs(
            TestContext.of("GenerateLineSearchIterations true; MaximumNumberOfIterations 2", 2))
        .optimize(TestCost.rosenbrock(), new double[] {-1.2, 1}, listener);
    assertEquals("start", listener.rows.get(0).columns().get("1b:LineItNr"));
    assertEquals("LineOptimizing", listener.rows.get(0).columns().get("5:Phase"));
    assertEquals("---", listener.rows.get(1).columns().get("7:LinSrchStopCondition"));
    assertEquals("Main", listener.rows.get(listener.rows.size() - 1).columns().get("5:Phase"));
  }

  @Test
  void failureInALineSearchEndsAtTheLastGoodPoint() {
    TestCost cost =
        new TestCost(
            1,
            x -> -x[0],
            (x, g) -> {
              if (x[0] > 0.5) {
                throw new RegistrationException("too few samples");
              }
              g[0] = -1;
            });
    TestListener listener = new TestListener();
    OptimizationResult result =
        new QuasiNewtonLbfgs(TestContext.of("", 1)).optimize(cost, new double[] {0}, listener);
    assertEquals("Error in LineSearch.", result.stopCondition());
    assertArrayEquals(new double[] {0}, result.parameters());
    assertTrue(listener.notes.get(0).contains("too few samples"));
  }

  @Test
  void failureAtTheLastGoodPointTooIsPassedOn() {
    int[] calls = {0};
    TestCost cost =
        new TestCost(
            1,
            x -> {
              if (calls[0]++ > 0) {
                throw new RegistrationException("out of order");
              }
              return 0;
            },
            (x, g) -> g[0] = -1);
    assertThrows(
        RegistrationException.class,
        () ->
            new QuasiNewtonLbfgs(TestContext.of("", 1))
                .optimize(cost, new double[] {0}, new TestListener()));
    assertEquals(3, calls[0]);
  }

  @Test
  void iterationLimitCountsAhead() {
    OptimizationResult result =
        new QuasiNewtonLbfgs(TestContext.of("MaximumNumberOfIterations 1", 2))
            .optimize(TestCost.rosenbrock(), new double[] {-1.2, 1}, new TestListener());
    assertEquals("Maximum number of iterations has been reached.", result.stopCondition());
    assertArrayEquals(new double[] {-1.2, 1}, result.parameters());
  }

  @Test
  void noMemoryIsNormalisedSteepestDescent() {
    TestListener listener = new TestListener();
    new QuasiNewtonLbfgs(TestContext.of("LBFGSUpdateAccuracy 0; MaximumNumberOfIterations 5", 2))
        .optimize(
            TestCost.quadratic(new double[] {1, 5}, new double[] {0, 0}),
            new double[] {4, 3},
            listener);
    for (int row = 0; row < listener.rows.size(); row++) {
      assertEquals(1.0, listener.number(row, "4b:||SearchDir||"), 1e-12);
    }
  }

  private static MoreThuenteLineSearch search(double firstStep) {
    return new MoreThuenteLineSearch(new MoreThuenteLineSearch.Settings(20, firstStep, 1e-4, 0.9));
  }
}
