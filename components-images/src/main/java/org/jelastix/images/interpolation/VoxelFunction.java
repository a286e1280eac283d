package org.jelastix.images.interpolation;

/**
 * A scalar function on the box of an image, in voxel coordinates: from -0.5 to size-0.5 along each
 * axis, voxel centres at whole numbers. Immutable, thread-safe.
 */
interface VoxelFunction {

  /**
   * Values at points.
   *
   * @param voxel one array an axis, voxel coordinates
   * @param n number of points
   * @param inside which points lie in the box; the others are left alone
   * @param values out, one a point
   */
  void values(double[][] voxel, int n, boolean[] inside, double[] values);

  /**
   * Values and derivatives at points.
   *
   * @param voxel one array an axis, voxel coordinates
   * @param n number of points
   * @param inside which points lie in the box; the others are left alone
   * @param values out, one a point
   * @param derivatives out, one array an axis: along voxel axes, per voxel
   */
  void valuesAndDerivatives(
      double[][] voxel, int n, boolean[] inside, double[] values, double[][] derivatives);
}
