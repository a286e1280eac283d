package org.jelastix.metrics;

import org.jelastix.api.parallel.Parallel;

/**
 * The negative normalized correlation of the two images' Sobel gradients, both in-plane components
 * taken together, over the fixed mask.
 */
final class GradientCorrelation implements ProjectionMeasure {
  private final SobelFilter sobel;
  private final boolean[] inside;
  private final double[][] fixed = new double[2][];

  GradientCorrelation(SobelFilter sobel, float[] fixed, boolean[] inside) {
    this.sobel = sobel;
    this.inside = inside;
    for (int d = 0; d < 2; d++) {
      this.fixed[d] = centred(sobel.along(d, fixed));
    }
  }

  @Override
  public double evaluate(float[] moved, Parallel parallel) {
    double[][] moving = new double[2][];
    parallel.run(2, d -> moving[d] = centred(sobel.along(d, moved)));
    double cross = 0;
    double fixedSquares = 0;
    double movingSquares = 0;
    for (int d = 0; d < 2; d++) {
      for (int i = 0; i < inside.length; i++) {
        if (inside[i]) {
          cross += fixed[d][i] * moving[d][i];
          fixedSquares += fixed[d][i] * fixed[d][i];
          movingSquares += moving[d][i] * moving[d][i];
        }
      }
    }
    return -cross / (Math.sqrt(fixedSquares) * Math.sqrt(movingSquares));
  }

  private double[] centred(double[] gradient) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < gradient.length; i++) {
      if (inside[i]) {
        sum += gradient[i];
        count++;
      }
    }
    double mean = sum / count;
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] -= mean;
    }
    return gradient;
  }
}
