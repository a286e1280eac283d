package org.jelastix.images.interpolation;

/**
 * Evaluates splines, each point in a spline of its own: one of a stack that lies in memory at a
 * given place, or always the same.
 */
interface SplineKernel extends VoxelFunction {

  /**
   * Values at points.
   *
   * @param voxel one array an axis, voxel coordinates
   * @param n number of points
   * @param inside which points lie in the box; the others are left alone
   * @param base where the spline of each point begins in memory; null if always at 0
   * @param values out, one a point
   */
  void values(double[][] voxel, int n, boolean[] inside, int[] base, double[] values);

  /**
   * Values and derivatives at points.
   *
   * @param voxel one array an axis, voxel coordinates
   * @param n number of points
   * @param inside which points lie in the box; the others are left alone
   * @param base where the spline of each point begins in memory; null if always at 0
   * @param values out, one a point
   * @param derivatives out, one array an axis: along voxel axes, per voxel
   */
  void valuesAndDerivatives(
      double[][] voxel,
      int n,
      boolean[] inside,
      int[] base,
      double[] values,
      double[][] derivatives);

  @Override
  default void values(double[][] voxel, int n, boolean[] inside, double[] values) {
    values(voxel, n, inside, null, values);
  }

  @Override
  default void valuesAndDerivatives(
      double[][] voxel, int n, boolean[] inside, double[] values, double[][] derivatives) {
    valuesAndDerivatives(voxel, n, inside, null, values, derivatives);
  }

  /** The fastest kernel for some coefficients. */
  static SplineKernel of(SplineCoefficients coefficients) {
    boolean fast =
        coefficients.floats() != null && coefficients.order() >= 1 && coefficients.order() <= 3;
    int dimension = coefficients.size().length;
    for (int side : coefficients.size()) {
      fast &= side <= SplineWeights.MAX_FAST_SIZE;
    }
    if (fast && dimension == 2) {
      return new Spline2D(coefficients);
    }
    if (fast && dimension == 3) {
      return new Spline3D(coefficients);
    }
    return new SplineFunction(coefficients);
  }
}
