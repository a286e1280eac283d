package org.jelastix.transforms.affine;

import org.jelastix.api.parameter.ParameterMap;

/**
 * Rigid in space: angles about x, y and z, then three translations. M = Rz·Rx·Ry, or Rz·Ry·Rx.
 *
 * @param zyx whether M = Rz·Ry·Rx
 */
record Euler3Rule(boolean zyx) implements MatrixRule {

  @Override
  public String transformName() {
    return "EulerTransform";
  }

  @Override
  public int dimension() {
    return 3;
  }

  @Override
  public int parameterCount() {
    return 6;
  }

  @Override
  public int translationAt() {
    return 3;
  }

  @Override
  public double[] identity() {
    return new double[6];
  }

  @Override
  public double[] matrix(double[] mu) {
    return product(
        PlaneRotation.of3(0, mu[0]), PlaneRotation.of3(1, mu[1]), PlaneRotation.of3(2, mu[2]));
  }

  @Override
  public double[][] derivatives(double[] mu) {
    double[][] derivatives = new double[6][];
    for (int axis = 0; axis < 3; axis++) {
      double[][] r = new double[3][];
      for (int a = 0; a < 3; a++) {
        r[a] = a == axis ? PlaneRotation.derivativeOf3(a, mu[a]) : PlaneRotation.of3(a, mu[a]);
      }
      derivatives[axis] = product(r[0], r[1], r[2]);
    }
    return derivatives;
  }

  private double[] product(double[] rx, double[] ry, double[] rz) {
    return zyx ? SmallMatrix.product(rz, ry, rx, 3) : SmallMatrix.product(rz, rx, ry, 3);
  }

  @Override
  public void describe(double[] mu, ParameterMap.Builder file) {
    file.put("ComputeZYX", Boolean.toString(zyx));
  }
}
