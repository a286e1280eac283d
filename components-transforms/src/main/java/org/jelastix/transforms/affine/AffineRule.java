package org.jelastix.transforms.affine;

/**
 * The entries of M, row by row, then the translation.
 *
 * @param dimension coordinates of a point
 */
record AffineRule(int dimension) implements MatrixRule {

  @Override
  public String transformName() {
    return "AffineTransform";
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
    return java.util.Arrays.copyOf(SmallMatrix.identity(dimension), parameterCount());
  }

  @Override
  public double[] matrix(double[] mu) {
    return java.util.Arrays.copyOf(mu, dimension * dimension);
  }

  @Override
  public double[][] derivatives(double[] mu) {
    double[][] derivatives = new double[parameterCount()][];
    for (int e = 0; e < dimension * dimension; e++) {
      derivatives[e] = new double[dimension * dimension];
      derivatives[e][e] = 1;
    }
    return derivatives;
  }
}
