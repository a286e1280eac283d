package org.jelastix.conformance.optimizer;

import java.util.SplittableRandom;
import org.jelastix.api.component.CostFunction;

/** Functions with known minima, for optimizers to find. */
abstract class Landform implements CostFunction {
  private final int parameters;
  private int evaluations;

  Landform(int parameters) {
    this.parameters = parameters;
  }

  /** Σ kᵢ(μᵢ − cᵢ)² with unequal curvatures. */
  static Landform quadratic(int n) {
    return new Quadratic(n, 0);
  }

  /** The quadratic, whose minimum jumps about whenever new samples are selected. */
  static Landform noisy(int n) {
    return new Quadratic(n, 0.3);
  }

  /** H. H. Rosenbrock's curved valley, in pairs of parameters, scaled to millimetres. */
  static Landform rosenbrock(int n) {
    return new Rosenbrock(n);
  }

  @Override
  public int parameterCount() {
    return parameters;
  }

  /** How often it was asked. */
  int evaluations() {
    return evaluations;
  }

  /** The value without noise, not counted. */
  abstract double exact(double[] mu);

  abstract double compute(double[] mu, double[] gradientOrNull);

  @Override
  public double value(double[] mu) {
    evaluations++;
    return compute(mu, null);
  }

  @Override
  public double valueAndGradient(double[] mu, double[] gradient) {
    evaluations++;
    return compute(mu, gradient);
  }

  @Override
  public void selectNewSamples() {}

  @Override
  public boolean isStochastic() {
    return false;
  }

  @Override
  public CostFunction onGrid(int samples) {
    return this;
  }

  private static final class Quadratic extends Landform {
    private final double noise;
    private final double[] curvature;
    private final double[] centre;
    private final double[] shift;
    private final SplittableRandom random = new SplittableRandom(11);

    Quadratic(int n, double noise) {
      super(n);
      this.noise = noise;
      this.curvature = new double[n];
      this.centre = new double[n];
      this.shift = new double[n];
      for (int i = 0; i < n; i++) {
        curvature[i] = 0.6 + 0.9 * ((i * 5 % 7) / 7.0);
        centre[i] = (i % 2 == 0 ? 2.5 : -1.7) * (1 + 0.1 * i);
      }
    }

    @Override
    public void selectNewSamples() {
      for (int i = 0; i < shift.length; i++) {
        shift[i] = noise * (2 * random.nextDouble() - 1);
      }
    }

    @Override
    public boolean isStochastic() {
      return noise > 0;
    }

    @Override
    public CostFunction onGrid(int samples) {
      return noise == 0 ? this : new Quadratic(parameterCount(), 0);
    }

    @Override
    double exact(double[] mu) {
      double sum = 0;
      for (int i = 0; i < centre.length; i++) {
        sum += curvature[i] * (mu[i] - centre[i]) * (mu[i] - centre[i]);
      }
      return sum;
    }

    @Override
    double compute(double[] mu, double[] gradient) {
      double sum = 0;
      for (int i = 0; i < centre.length; i++) {
        double e = mu[i] - centre[i] - shift[i];
        sum += curvature[i] * e * e;
        if (gradient != null) {
          gradient[i] = 2 * curvature[i] * e;
        }
      }
      return sum;
    }
  }

  private static final class Rosenbrock extends Landform {
    Rosenbrock(int n) {
      super(n);
    }

    @Override
    double exact(double[] mu) {
      return compute(mu, null);
    }

    @Override
    double compute(double[] mu, double[] gradient) {
      double sum = 0;
      for (int i = 0; i < mu.length; i++) {
        if (i % 2 == 1) {
          // From (0, 0) in steps of mm, the valley leads to (1, 1); the walls have slope 10.
          double a = 1 - mu[i - 1];
          double b = mu[i] - mu[i - 1] * mu[i - 1];
          sum += a * a + 10 * b * b;
          if (gradient != null) {
            gradient[i - 1] = -2 * a - 40 * b * mu[i - 1];
            gradient[i] = 20 * b;
          }
        } else if (i == mu.length - 1) {
          sum += (mu[i] - 1) * (mu[i] - 1);
          if (gradient != null) {
            gradient[i] = 2 * (mu[i] - 1);
          }
        }
      }
      return sum;
    }
  }
}
