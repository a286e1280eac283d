package org.jelastix.transforms.bspline;

/**
 * One thread's scratch of {@link SeparableSpatialKernel}: what is known of the points of a tile,
 * one array entry a point. Nothing in it outlives a call of the kernel.
 */
final class SpatialTile {
  /** Points a tile: long enough for vector loops, small enough for all arrays to stay in cache. */
  static final int POINTS = 128;

  /** Weights: axis, derivative order, tap. */
  final double[][][][] weights;

  /** Partial sums, or their cotangents, below an axis: axis, tap, sum. */
  final double[][][][] partial;

  /** Mixed derivatives along the axes of the grid. */
  final double[][] sums;

  /** What is carried back to the gradient from each of them. */
  final double[][] cotangents;

  /** Derivatives in world space. */
  final double[][] world;

  /** Squares of second derivatives. */
  final double[] squares = new double[POINTS];

  /** Positions within the cells along one axis. */
  final double[] t = new double[POINTS];

  /** Arrays of the taps of one sum. */
  final double[][] taps;

  SpatialTile(int dim, int order, MixedDerivatives most) {
    int support = order + 1;
    weights = new double[dim][3][support][POINTS];
    partial = new double[dim][support][][];
    for (int a = 0; a < dim; a++) {
      for (int k = 0; k < support; k++) {
        partial[a][k] = new double[most.count(a)][POINTS];
      }
    }
    taps = new double[support][];
    sums = new double[most.count(dim)][POINTS];
    cotangents = new double[most.count(dim)][POINTS];
    world = new double[most.worldCount()][POINTS];
  }
}
