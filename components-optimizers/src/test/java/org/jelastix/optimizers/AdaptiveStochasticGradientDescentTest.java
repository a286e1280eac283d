package org.jelastix.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.component.OptimizerSettings;
import org.jelastix.api.random.RandomStream;
import org.junit.jupiter.api.Test;

class AdaptiveStochasticGradientDescentTest {

  @Test
  void timeFollowsTheSigmoidOfInnerProducts() {
    TestCost cost = TestCost.quadratic(new double[] {1}, new double[] {0});
    TestListener listener = new TestListener();
    new AdaptiveStochasticGradientDescent(
            TestContext.of(
                "AutomaticParameterEstimation false; SP_a 3; SP_A 1; SP_alpha 1; SigmoidMax 2;"
                    + " SigmoidMin -1; SigmoidScale 0.5; SigmoidInitialTime 0.25;"
                    + " MaximumNumberOfIterations 3",
                1))
        .optimize(cost, new double[] {1}, listener);
    assertEquals(
        List.of("2:Metric", "3a:Time", "3b:StepSize", "4:||Gradient||"), listener.columns());
    double gain = 3 / 2.25;
    double x1 = 1 - gain;
    double x2 = x1 - gain * x1;
    assertEquals(0.25, listener.number(0, "3a:Time"), 1e-15);
    assertEquals(0.25, listener.number(1, "3a:Time"), 1e-15);
    assertEquals(x2, listener.positions.get(1)[0], 1e-15);
    double beta = 0.5 * Math.log(2);
    double time = 0.25 + 3 / (1 + Math.exp(-(-x1 - beta) / 0.5)) - 1;
    assertEquals(time, listener.number(2, "3a:Time"), 1e-14);
    assertEquals(3 / (2 + time), listener.number(2, "3b:StepSize"), 1e-14);
  }

  @Test
  void withoutAdaptationTimeMovesSteadily() {
    TestListener listener = new TestListener();
    new AdaptiveStochasticGradientDescent(
            TestContext.of(
                "AutomaticParameterEstimation false; SP_a 0.1; UseCruzAcceleration false;"
                    + " MaximumNumberOfIterations 3",
                1))
        .optimize(
            TestCost.quadratic(new double[] {1}, new double[] {0}), new double[] {1}, listener);
    assertEquals(0.2, listener.number(2, "3a:Time"), 1e-15);
  }

  @Test
  void estimatesOfATranslationAreAsComputedByHand() {
    TestCost cost = TestCost.quadratic(new double[] {0, 0}, new double[] {0, 0});
    TestCost slope =
        new TestCost(
            2,
            x -> 3 * x[0] + 4 * x[1],
            (x, g) -> {
              g[0] = 3;
              g[1] = 4;
            });
    assertEquals(2, cost.parameterCount());
    TestListener listener = new TestListener();
    new AdaptiveStochasticGradientDescent(
            TestContext.of(
                "MaximumNumberOfIterations 2; MaximumStepLength 0.5; SP_A 10",
                TestTransform.translation(2),
                new double[] {1, 1}))
        .optimize(slope, new double[] {0, 0}, listener);
    // tr C = 2, maxJCJ = 2 + 2√2·√2 = 6, gᵀg = 25: σ₁ = √12.5, a = 10·0.5/(σ₁ √6).
    double a = 10 * 0.5 / Math.sqrt(12.5) / Math.sqrt(6);
    assertEquals(a / 11, listener.number(0, "3b:StepSize"), 1e-12);
    // 8·2/4/0.25 = 16 measurements, and one evaluation each iteration.
    assertEquals(16 + 2, slope.count("gradient"));
    assertTrue(listener.notes.contains("  NumberOfGradientMeasurements to estimate sigma_i: 16"));
    OptimizerSettings settings = listener.settings.get(0);
    assertEquals("AdaptiveStochasticGradientDescent", settings.optimizer());
    assertEquals(
        List.of("SP_a", "SP_A", "SP_alpha", "SigmoidMax", "SigmoidMin", "SigmoidScale"),
        List.copyOf(settings.values().keySet()));
    assertEquals(a, settings.values().get("SP_a"), 1e-12);
    assertEquals(-0.01, settings.values().get("SigmoidMin"), 1e-12);
  }

  @Test
  void displacementsOfATranslationAreAsComputedByHand() {
    TestCost slope =
        new TestCost(
            2,
            x -> 3 * x[0] + 4 * x[1],
            (x, g) -> {
              g[0] = 3;
              g[1] = 4;
            });
    TestListener listener = new TestListener();
    new AdaptiveStochasticGradientDescent(
            TestContext.of(
                "MaximumNumberOfIterations 1; SP_A 10;"
                    + " ASGDParameterEstimationMethod DisplacementDistribution",
                TestTransform.translation(2),
                new double[] {1, 1}))
        .optimize(slope, new double[] {0, 0}, listener);
    // δ is the voxel spacing 1: the first step moves by exactly that.
    assertEquals(1.0 / 5, listener.number(0, "3b:StepSize"), 1e-7);
    assertArrayEquals(new double[] {-0.6, -0.8}, listener.positions.get(0), 1e-6);
  }

  @Test
  void drawsComeInOrder() {
    List<String> events = new ArrayList<>();
    RandomStream stream = new RandomStream(5);
    CostFunction noisy = stochastic(events, stream);
    double[] position = {1, 2, 3};
    GradientNoise noise =
        new GradientNoise.Plan(2, true, 77, stream)
            .measure(ScaledCost.unscaled(noisy), position, 0.5, null);
    assertEquals(
        List.of("grid 77", "precise", "samples", "rough", "precise", "samples", "rough"), events);
    // The same draws by hand: perturbation first, then those of the sampler.
    RandomStream again = new RandomStream(5);
    double gg = 0;
    double ee = 0;
    for (int m = 0; m < 2; m++) {
      double[] x = position.clone();
      for (int i = 0; i < 3; i++) {
        x[i] += 0.5 * again.nextNormal(0, 1);
      }
      double error = again.nextHalfOpen();
      gg += Vectors.dot(x, x) / 2;
      ee += 3 * error * error / 2;
    }
    assertEquals(gg, noise.gradient(), 1e-12);
    assertEquals(ee, noise.error(), 1e-12);
  }

  @Test
  void findsTheMinimumOfANoisyQuadratic() {
    Random random = new Random(11);
    int n = 2;
    CostFunction noisy =
        new CostFunction() {
          @Override
          public int parameterCount() {
            return n;
          }

          @Override
          public double value(double[] x) {
            return 0.5 * ((x[0] - 2) * (x[0] - 2) + 4 * (x[1] + 3) * (x[1] + 3));
          }

          @Override
          public double valueAndGradient(double[] x, double[] g) {
            g[0] = x[0] - 2 + 0.5 * random.nextGaussian();
            g[1] = 4 * (x[1] + 3) + 0.5 * random.nextGaussian();
            return value(x);
          }

          @Override
          public void selectNewSamples() {}

          @Override
          public boolean isStochastic() {
            return true;
          }

          @Override
          public CostFunction onGrid(int samples) {
            return TestCost.quadratic(new double[] {1, 4}, new double[] {2, -3});
          }
        };
    for (String method :
        new String[] {"Original", "OriginalButSigmoidToDefault", "DisplacementDistribution"}) {
      OptimizationResult result =
          new AdaptiveStochasticGradientDescent(
                  TestContext.of(
                      "MaximumNumberOfIterations 800; NewSamplesEveryIteration true;"
                          + " ASGDParameterEstimationMethod "
                          + method,
                      TestTransform.translation(2),
                      new double[] {1, 1}))
              .optimize(noisy, new double[] {0, 0}, new TestListener());
      assertArrayEquals(new double[] {2, -3}, result.parameters(), 0.3, method);
    }
  }

  @Test
  void equalSeedsGiveEqualBits() {
    double[][] results = new double[2][];
    for (int i = 0; i < 2; i++) {
      TestCost cost = TestCost.rosenbrock();
      results[i] =
          new AdaptiveStochasticGradientDescent(
                  TestContext.of(
                      "MaximumNumberOfIterations 50",
                      0,
                      TestTransform.translation(2),
                      new double[] {1, 2},
                      99))
              .optimize(cost, new double[] {-1, 1}, new TestListener())
              .parameters();
    }
    assertTrue(Arrays.equals(results[0], results[1]));
  }

  /** Gradient x, plus on random samples one number drawn lazily from the stream. */
  private static CostFunction stochastic(List<String> events, RandomStream stream) {
    return new CostFunction() {
      private boolean draw = true;
      private double error;

      @Override
      public int parameterCount() {
        return 3;
      }

      @Override
      public double value(double[] x) {
        return 0;
      }

      @Override
      public double valueAndGradient(double[] x, double[] g) {
        events.add("rough");
        if (draw) {
          error = stream.nextHalfOpen();
          draw = false;
        }
        for (int i = 0; i < 3; i++) {
          g[i] = x[i] + error;
        }
        return 0;
      }

      @Override
      public void selectNewSamples() {
        events.add("samples");
        draw = true;
      }

      @Override
      public boolean isStochastic() {
        return true;
      }

      @Override
      public CostFunction onGrid(int samples) {
        events.add("grid " + samples);
        return new TestCost(
            3,
            x -> 0,
            (x, g) -> {
              events.add("precise");
              System.arraycopy(x, 0, g, 0, 3);
            });
      }
    };
  }
}
