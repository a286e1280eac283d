package org.jelastix.transforms.affine;

/** Scale, angle, then two translations: M = scale · R(angle). */
record Similarity2Rule() implements MatrixRule {

  @Override
  public String transformName() {
    return "SimilarityTransform";
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public int parameterCount() {
    return 4;
  }

  @Override
  public int translationAt() {
    return 2;
  }

  @Override
  public double[] identity() {
    return new double[] {1, 0, 0, 0};
  }

  @Override
  public double[] matrix(double[] mu) {
    return SmallMatrix.scaled(PlaneRotation.of2(mu[1]), mu[0]);
  }

  @Override
  public double[][] derivatives(double[] mu) {
    return new double[][] {
      PlaneRotation.of2(mu[1]),
      SmallMatrix.scaled(PlaneRotation.derivativeOf2(mu[1]), mu[0]),
      null,
      null
    };
  }
}
