package org.jelastix.transforms.affine;

/**
 * M = I; all parameters are translations.
 *
 * @param dimension coordinates of a point
 */
record TranslationRule(int dimension) implements MatrixRule {

  @Override
  public String transformName() {
    return "TranslationTransform";
  }

  @Override
  public int parameterCount() {
    return dimension;
  }

  @Override
  public int translationAt() {
    return 0;
  }

  @Override
  public double[] identity() {
    return new double[dimension];
  }

  @Override
  public double[] matrix(double[] mu) {
    return SmallMatrix.identity(dimension);
  }

  @Override
  public double[][] derivatives(double[] mu) {
    return new double[dimension][];
  }

  @Override
  public boolean hasCenter() {
    return false;
  }
}
