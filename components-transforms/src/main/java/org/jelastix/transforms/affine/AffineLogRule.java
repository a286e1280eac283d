package org.jelastix.transforms.affine;

import java.util.Arrays;
import org.jelastix.api.parameter.ParameterMap;

/**
 * The entries of the matrix logarithm L, row by row, then the translation: M = exp(L), which is
 * always invertible.
 *
 * @param dimension coordinates of a point
 */
record AffineLogRule(int dimension) implements MatrixRule {

  @Override
  public String transformName() {
    return "AffineLogTransform";
  }

  @Override
  public int parameterCount() {
    return dimension * dimension + dimension;
  }

  @Override
  public int translationAt() {
    return dimension * dimension;
  }

  @Override
  public double[] identity() {
    return new double[parameterCount()];
  }

  @Override
  public double[] matrix(double[] mu) {
    return MatrixExponential.of(Arrays.copyOf(mu, dimension * dimension), dimension);
  }

  @Override
  public double[][] derivatives(double[] mu) {
    double[] logarithm = Arrays.copyOf(mu, dimension * dimension);
    double[][] derivatives = new double[parameterCount()][];
    for (int e = 0; e < logarithm.length; e++) {
      derivatives[e] = MatrixExponential.derivative(logarithm, dimension, e);
    }
    return derivatives;
  }

  @Override
  public void describe(double[] mu, ParameterMap.Builder file) {
    file.put("MatrixTranslation", MatrixRule.matrixAndTranslation(this, mu));
  }
}
