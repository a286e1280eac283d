package org.jelastix.transforms.bspline;

import org.jelastix.api.image.ImageGrid;

/**
 * The grid of control points of a B-spline transform, and where in the world it is valid: where all
 * order+1 control points along each axis exist.
 *
 * <p>A cyclic grid closes upon itself along its last axis, and is valid everywhere along it.
 */
final class ControlGrid {
  final ImageGrid points;
  final int order;
  final boolean cyclic;
  final int dim;
  final int[] size;
  final int[] strides;
  final int count;

  /** Index space per mm: row-major, ∂index_k/∂x_c. */
  final double[] toIndex;

  final double[] first;
  final double[] begin;
  final double[] end;

  /** How the first derivatives of separable sums are made. */
  final MixedDerivatives slopes;

  /** How the second derivatives of separable sums are made. */
  final MixedDerivatives curvatures;

  /** Each thread's scratch for such sums. */
  final ThreadLocal<SpatialTile> tiles;

  /** (order − 1)/2: what start and t of {@link SplineBasis} are measured from. */
  final double half;

  ControlGrid(ImageGrid points, int order, boolean cyclic) {
    if (order < 1 || order > 3) {
      throw new IllegalArgumentException("a B-spline order is 1, 2 or 3, not " + order);
    }
    this.points = points;
    this.order = order;
    this.cyclic = cyclic;
    this.dim = points.dimension();
    this.size = points.size();
    this.strides = points.strides();
    this.count = points.voxelCount();
    this.toIndex = points.worldToVoxelMatrix();
    this.first = points.firstVoxel();
    this.slopes = new MixedDerivatives(dim, toIndex, 1);
    this.curvatures = new MixedDerivatives(dim, toIndex, 2);
    this.tiles = ThreadLocal.withInitial(() -> new SpatialTile(dim, order, curvatures));
    this.half = (order - 1) / 2.0;
    this.begin = new double[dim];
    this.end = new double[dim];
    for (int d = 0; d < dim; d++) {
      begin[d] = half;
      end[d] = size[d] - 1 - half;
    }
    if (cyclic) {
      if (size[dim - 1] < order + 1) {
        throw new IllegalArgumentException(
            "a cyclic B-spline grid of order "
                + order
                + " needs at least "
                + (order + 1)
                + " control points along its last axis, not "
                + size[dim - 1]);
      }
      begin[dim - 1] = Double.NEGATIVE_INFINITY;
      end[dim - 1] = Double.POSITIVE_INFINITY;
    }
  }

  /** One continuous control point index of point i of the given coordinate arrays. */
  double index(int axis, double[][] x, int i) {
    double sum = 0;
    for (int c = 0; c < dim; c++) {
      sum += toIndex[axis * dim + c] * (x[c][i] - first[c]);
    }
    return sum;
  }

  /** Index space per mm of another space whose vectors A maps here: {@link #toIndex} · A. */
  double[] toIndexAfter(double[] a) {
    double[] product = new double[dim * dim];
    for (int r = 0; r < dim; r++) {
      for (int c = 0; c < dim; c++) {
        for (int k = 0; k < dim; k++) {
          product[r * dim + c] += toIndex[r * dim + k] * a[k * dim + c];
        }
      }
    }
    return product;
  }

  /** Control points that one point depends on. */
  int supportSize() {
    int n = 1;
    for (int d = 0; d < dim; d++) {
      n *= order + 1;
    }
    return n;
  }
}
