package org.jelastix.optimizers;

import org.jelastix.api.component.CostFunction;

/**
 * The cost function over scaled parameters.
 *
 * <p>The scales that a registration sets are squared scales σᵢ. Optimizers work on yᵢ = √σᵢ · μᵢ
 * and minimise F(y) = f(y / √σ), whose gradient is ∂F/∂yᵢ = (∂f/∂μᵢ) / √σᵢ. If all scales are 1,
 * nothing is scaled. Not thread-safe.
 */
final class ScaledCost {
  private final CostFunction cost;
  private final double[] roots;
  private final double[] unscaled;

  private ScaledCost(CostFunction cost, double[] roots) {
    this.cost = cost;
    this.roots = roots;
    this.unscaled = new double[cost.parameterCount()];
  }

  /** With squared scales, one a parameter; other lengths mean no scaling. */
  static ScaledCost of(CostFunction cost, double[] squaredScales) {
    if (squaredScales.length != cost.parameterCount()) {
      return unscaled(cost);
    }
    boolean ones = true;
    double[] roots = new double[squaredScales.length];
    for (int i = 0; i < roots.length; i++) {
      ones &= squaredScales[i] == 1.0;
      roots[i] = Math.sqrt(squaredScales[i]);
    }
    return new ScaledCost(cost, ones ? null : roots);
  }

  static ScaledCost unscaled(CostFunction cost) {
    return new ScaledCost(cost, null);
  }

  /** Another function over parameters that are scaled in the same way. */
  ScaledCost over(CostFunction other) {
    return other == cost ? this : new ScaledCost(other, roots);
  }

  CostFunction function() {
    return cost;
  }

  int parameterCount() {
    return cost.parameterCount();
  }

  /** √σ, or null if nothing is scaled. */
  double[] roots() {
    return roots;
  }

  double value(double[] scaled) {
    return cost.value(toUnscaled(scaled));
  }

  double valueAndGradient(double[] scaled, double[] gradient) {
    double value = cost.valueAndGradient(toUnscaled(scaled), gradient);
    if (roots != null) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] /= roots[i];
      }
    }
    return value;
  }

  void selectNewSamples() {
    cost.selectNewSamples();
  }

  /** A new array. */
  double[] scale(double[] parameters) {
    double[] scaled = parameters.clone();
    if (roots != null) {
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] *= roots[i];
      }
    }
    return scaled;
  }

  /** A new array. */
  double[] unscale(double[] scaled) {
    return toUnscaled(scaled).clone();
  }

  /** The argument itself or a buffer that the next call overwrites. */
  double[] toUnscaled(double[] scaled) {
    if (roots == null) {
      return scaled;
    }
    for (int i = 0; i < scaled.length; i++) {
      unscaled[i] = scaled[i] / roots[i];
    }
    return unscaled;
  }
}
