package org.jelastix.images.interpolation;

import org.jelastix.api.image.PointBatch;

/**
 * A spline along all axes but the last, and the nearest voxel along the last, such as time: images
 * along the last axis are never mixed, and the derivative along it is 0.
 */
final class SlicedSplineFunction implements VoxelFunction {
  private final SplineKernel slices;
  private final int axes;
  private final int count;
  private final int sliceLength;
  private final ThreadLocal<int[]> bases;

  /**
   * @param coefficients of the images along the last axis
   * @param count how many these are
   */
  SlicedSplineFunction(SplineCoefficients coefficients, int count) {
    this.slices = SplineKernel.of(coefficients);
    this.axes = coefficients.size().length;
    this.count = count;
    int length = 1;
    for (int s : coefficients.size()) {
      length *= s;
    }
    this.sliceLength = length;
    this.bases = ThreadLocal.withInitial(() -> new int[PointBatch.CAPACITY]);
  }

  @Override
  public void values(double[][] voxel, int n, boolean[] inside, double[] values) {
    slices.values(voxel, n, inside, bases(voxel[axes], n, inside), values);
  }

  @Override
  public void valuesAndDerivatives(
      double[][] voxel, int n, boolean[] inside, double[] values, double[][] derivatives) {
    slices.valuesAndDerivatives(
        voxel, n, inside, bases(voxel[axes], n, inside), values, derivatives);
  }

  private int[] bases(double[] last, int n, boolean[] inside) {
    int[] base = bases.get();
    if (n > base.length) {
      base = new int[n];
      bases.set(base);
    }
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        base[i] = Math.min((int) (last[i] + 0.5), count - 1) * sliceLength;
      }
    }
    return base;
  }
}
