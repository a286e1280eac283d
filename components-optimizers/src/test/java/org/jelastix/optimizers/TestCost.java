package org.jelastix.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import org.jelastix.api.component.CostFunction;

/** A cost function from formulas that remembers what it was asked. */
final class TestCost implements CostFunction {
  final List<String> calls = new ArrayList<>();
  private final int parameters;
  private final ToDoubleFunction<double[]> value;
  private final BiConsumer<double[], double[]> gradient;

  TestCost(
      int parameters, ToDoubleFunction<double[]> value, BiConsumer<double[], double[]> gradient) {
    this.parameters = parameters;
    this.value = value;
    this.gradient = gradient;
  }

  /** ½ Σ cᵢ (xᵢ − mᵢ)². */
  static TestCost quadratic(double[] curvatures, double[] minimum) {
    return new TestCost(
        curvatures.length,
        x -> {
          double sum = 0;
          for (int i = 0; i < x.length; i++) {
            sum += 0.5 * curvatures[i] * (x[i] - minimum[i]) * (x[i] - minimum[i]);
          }
          return sum;
        },
        (x, g) -> {
          for (int i = 0; i < x.length; i++) {
            g[i] = curvatures[i] * (x[i] - minimum[i]);
          }
        });
  }

  /** 100 (y − x²)² + (1 − x)². */
  static TestCost rosenbrock() {
    return new TestCost(
        2,
        x -> 100 * square(x[1] - x[0] * x[0]) + square(1 - x[0]),
        (x, g) -> {
          g[0] = -400 * x[0] * (x[1] - x[0] * x[0]) - 2 * (1 - x[0]);
          g[1] = 200 * (x[1] - x[0] * x[0]);
        });
  }

  private static double square(double v) {
    return v * v;
  }

  long count(String call) {
    return calls.stream().filter(call::equals).count();
  }

  @Override
  public int parameterCount() {
    return parameters;
  }

  @Override
  public double value(double[] x) {
    calls.add("value");
    return value.applyAsDouble(x);
  }

  @Override
  public double valueAndGradient(double[] x, double[] g) {
    calls.add("gradient");
    gradient.accept(x, g);
    return value.applyAsDouble(x);
  }

  @Override
  public void selectNewSamples() {
    calls.add("samples");
  }

  @Override
  public boolean isStochastic() {
    return false;
  }

  @Override
  public CostFunction onGrid(int samples) {
    return this;
  }
}
