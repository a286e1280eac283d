package org.jelastix.transforms.affine;

import org.jelastix.api.parameter.ParameterMap;

/**
 * Angles, shears, scales, then translations: M = R·G·S, a product of elementary matrices with one
 * parameter each (A. Leemans et al., "Multiscale white matter fiber tract coregistration: a new
 * feature-based approach to align diffusion tensor data", MRM 55(6), 2006).
 *
 * <p>In 2-D: R(α), shear of x along y, shear of y along x, scales. In 3-D: Rx·Ry·Rz, then shears
 * xz, yx, zy, then scales. Angles turn clockwise, against those of EulerTransform.
 *
 * @param dimension 2 or 3
 */
record AffineDtiRule(int dimension) implements MatrixRule {

  AffineDtiRule {
    if (dimension != 2 && dimension != 3) {
      throw new IllegalArgumentException("for 2 and 3 dimensions, not " + dimension);
    }
  }

  @Override
  public String transformName() {
    return "AffineDTITransform";
  }

  @Override
  public int parameterCount() {
    return dimension == 2 ? 7 : 12;
  }

  @Override
  public int translationAt() {
    return parameterCount() - dimension;
  }

  @Override
  public double[] identity() {
    double[] mu = new double[parameterCount()];
    java.util.Arrays.fill(mu, translationAt() - dimension, translationAt(), 1);
    return mu;
  }

  @Override
  public double[] matrix(double[] mu) {
    return product(mu, -1);
  }

  @Override
  public double[][] derivatives(double[] mu) {
    double[][] derivatives = new double[parameterCount()][];
    for (int k = 0; k < translationAt(); k++) {
      derivatives[k] = product(mu, k);
    }
    return derivatives;
  }

  /** The product of all factors, one of them replaced by its derivative. */
  private double[] product(double[] mu, int differentiated) {
    double[] m = SmallMatrix.identity(dimension);
    for (int k = 0; k < translationAt(); k++) {
      m = SmallMatrix.product(m, factor(k, mu[k], k == differentiated), dimension);
    }
    return m;
  }

  private double[] factor(int k, double value, boolean derivative) {
    int angles = dimension == 2 ? 1 : 3;
    int shears = dimension == 2 ? 2 : 3;
    if (k < angles) {
      return rotation(k, value, derivative);
    }
    if (k < angles + shears) {
      int row = k - angles;
      int column = (row + dimension - 1) % dimension;
      return unitPlus(row * dimension + column, value, derivative);
    }
    int axis = k - angles - shears;
    return unitPlus(axis * (dimension + 1), value - 1, derivative);
  }

  private double[] rotation(int axis, double angle, boolean derivative) {
    if (dimension == 2) {
      return derivative
          ? SmallMatrix.scaled(PlaneRotation.derivativeOf2(-angle), -1)
          : PlaneRotation.of2(-angle);
    }
    return derivative
        ? SmallMatrix.scaled(PlaneRotation.derivativeOf3(axis, -angle), -1)
        : PlaneRotation.of3(axis, -angle);
  }

  private double[] unitPlus(int entry, double value, boolean derivative) {
    double[] m = derivative ? new double[dimension * dimension] : SmallMatrix.identity(dimension);
    m[entry] += derivative ? 1 : value;
    return m;
  }

  @Override
  public void describe(double[] mu, ParameterMap.Builder file) {
    file.put("MatrixTranslation", MatrixRule.matrixAndTranslation(this, mu));
  }
}
