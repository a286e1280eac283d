package org.jelastix.transforms.affine;

/** Rigid in the plane: angle, then two translations. */
record Euler2Rule() implements MatrixRule {

  @Override
  public String transformName() {
    return "EulerTransform";
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public int parameterCount() {
    return 3;
  }

  @Override
  public int translationAt() {
    return 1;
  }

  @Override
  public double[] identity() {
    return new double[3];
  }

  @Override
  public double[] matrix(double[] mu) {
    return PlaneRotation.of2(mu[0]);
  }

  @Override
  public double[][] derivatives(double[] mu) {
    return new double[][] {PlaneRotation.derivativeOf2(mu[0]), null, null};
  }
}
