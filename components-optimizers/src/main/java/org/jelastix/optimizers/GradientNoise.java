package org.jelastix.optimizers;

import org.jelastix.api.component.CostFunction;
import org.jelastix.api.random.RandomStream;

/**
 * Mean squared lengths of gradients near a position, and of their errors when samples are random.
 *
 * @param gradient mean of gᵀ g of the precise gradient g
 * @param error mean of eᵀ e, e being the precise gradient minus that of random samples; 0 if
 *     samples are not drawn anew every iteration
 * @param regionsIgnored whether the samplers were kept from sampling random regions
 */
record GradientNoise(double gradient, double error, boolean regionsIgnored) {

  /** gᵀg / (gᵀg + eᵀe): 1 without noise. */
  double factor() {
    return gradient / (gradient + error + 1e-14);
  }

  /**
   * What is compared, and where.
   *
   * @param measurements number of positions, at least 1
   * @param newSamples whether samples are drawn anew every iteration
   * @param preciseSamples samples for the precise gradient
   * @param random the stream of the perturbations
   */
  record Plan(int measurements, boolean newSamples, int preciseSamples, RandomStream random) {

    /**
     * Measures at positions y ~ N(position, deviation² I). At each, the perturbation is drawn
     * first, then the precise gradient is computed, then new samples are drawn for the other.
     *
     * @param cost with its samplers
     * @param position scaled, left as it is
     * @param deviation of the perturbations
     * @param weights of the squares when there is noise, one a parameter; null for 1
     */
    GradientNoise measure(ScaledCost cost, double[] position, double deviation, double[] weights) {
      CostFunction function = cost.function();
      boolean stochastic = newSamples && function.isStochastic();
      CostFunction wholeImage = stochastic ? function.withoutSampleRegions() : function;
      ScaledCost rough = cost.over(wholeImage);
      ScaledCost precise = stochastic ? cost.over(function.onGrid(preciseSamples)) : cost;
      int n = position.length;
      double[] perturbed = new double[n];
      double[] gradient = new double[n];
      double[] other = new double[n];
      double gg = 0;
      double ee = 0;
      for (int m = 0; m < measurements; m++) {
        for (int i = 0; i < n; i++) {
          perturbed[i] = position[i] + deviation * random.nextNormal(0.0, 1.0);
        }
        precise.valueAndGradient(perturbed, gradient);
        gg += squares(gradient, stochastic ? weights : null);
        if (stochastic) {
          rough.selectNewSamples();
          rough.valueAndGradient(perturbed, other);
          for (int i = 0; i < n; i++) {
            other[i] = gradient[i] - other[i];
          }
          ee += squares(other, weights);
        }
      }
      return new GradientNoise(gg / measurements, ee / measurements, wholeImage != function);
    }

    private static double squares(double[] vector, double[] weights) {
      if (weights == null) {
        return Vectors.dot(vector, vector);
      }
      double sum = 0;
      for (int i = 0; i < vector.length; i++) {
        sum += weights[i] * vector[i] * vector[i];
      }
      return sum;
    }
  }
}
