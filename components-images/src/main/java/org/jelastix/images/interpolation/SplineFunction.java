package org.jelastix.images.interpolation;

/**
 * A B-spline of any order in any dimension, written as plainly as the formula: the sum over the
 * (n+1)^dim control points around a position of coefficient times the product of the weights along
 * each axis. The fast functions are held to it, and use it near edges.
 */
final class SplineFunction implements SplineKernel {
  private final SplineCoefficients coefficients;
  private final int order;
  private final int dimension;
  private final int[] size;
  private final int[] strides;
  private final ThreadLocal<Support> supports;

  SplineFunction(SplineCoefficients coefficients) {
    this.coefficients = coefficients;
    this.order = coefficients.order();
    this.dimension = coefficients.size().length;
    this.size = coefficients.size();
    this.strides = coefficients.strides();
    this.supports = ThreadLocal.withInitial(() -> new Support(dimension, order + 1));
  }

  /** One thread's scratch: what the control points around one position contribute. */
  private static final class Support {
    final double[] weights;
    final double[] slopes;
    final int[] offsets;
    final int[] counter;

    Support(int dimension, int width) {
      weights = new double[dimension * width];
      slopes = new double[dimension * width];
      offsets = new int[dimension * width];
      counter = new int[dimension];
    }
  }

  @Override
  public void values(double[][] voxel, int n, boolean[] inside, int[] base, double[] values) {
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        values[i] = value(voxel, i, base == null ? 0 : base[i]);
      }
    }
  }

  @Override
  public void valuesAndDerivatives(
      double[][] voxel,
      int n,
      boolean[] inside,
      int[] base,
      double[] values,
      double[][] derivatives) {
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        values[i] = valueAndDerivatives(voxel, i, base == null ? 0 : base[i], derivatives);
      }
    }
  }

  /** The value at point i of the spline that begins at {@code base}. */
  double value(double[][] voxel, int i, int base) {
    Support s = supports.get();
    locate(voxel, i, s, false);
    int width = order + 1;
    double sum = 0;
    do {
      double weight = 1;
      int row = base;
      for (int d = 1; d < dimension; d++) {
        int j = d * width + s.counter[d];
        weight *= s.weights[j];
        row += s.offsets[j];
      }
      double line = 0;
      for (int j = 0; j < width; j++) {
        line += s.weights[j] * coefficients.get(row + s.offsets[j]);
      }
      sum += weight * line;
    } while (nextRow(s.counter, width));
    return sum;
  }

  /** The value at point i; its derivatives go to entry i. */
  double valueAndDerivatives(double[][] voxel, int i, int base, double[][] derivatives) {
    Support s = supports.get();
    locate(voxel, i, s, true);
    int width = order + 1;
    for (int d = 0; d < dimension; d++) {
      derivatives[d][i] = 0;
    }
    double sum = 0;
    do {
      double weight = 1;
      int row = base;
      for (int d = 1; d < dimension; d++) {
        int j = d * width + s.counter[d];
        weight *= s.weights[j];
        row += s.offsets[j];
      }
      double line = 0;
      double slope = 0;
      for (int j = 0; j < width; j++) {
        double c = coefficients.get(row + s.offsets[j]);
        line += s.weights[j] * c;
        slope += s.slopes[j] * c;
      }
      sum += weight * line;
      derivatives[0][i] += weight * slope;
      for (int d = 1; d < dimension; d++) {
        derivatives[d][i] += slopeAlong(s, d, width) * line;
      }
    } while (nextRow(s.counter, width));
    return sum;
  }

  /** The product of the weights of a row along axes from 1 on, differentiated along one of them. */
  private double slopeAlong(Support s, int axis, int width) {
    double product = 1;
    for (int d = 1; d < dimension; d++) {
      int j = d * width + s.counter[d];
      product *= d == axis ? s.slopes[j] : s.weights[j];
    }
    return product;
  }

  private void locate(double[][] voxel, int i, Support s, boolean withSlopes) {
    int width = order + 1;
    for (int d = 0; d < dimension; d++) {
      double x = voxel[d][i];
      int cell = SplineWeights.cell(order, x);
      double f = SplineWeights.fraction(order, x, cell);
      SplineWeights.values(order, f, s.weights, d * width);
      if (withSlopes) {
        SplineWeights.derivatives(order, f, s.slopes, d * width);
      }
      int start = cell - order / 2;
      for (int j = 0; j < width; j++) {
        s.offsets[d * width + j] = SplineCoefficients.mirror(start + j, size[d]) * strides[d];
      }
      s.counter[d] = 0;
    }
  }

  /** Counts over axes from 1 on; false when all rows have been seen. */
  private static boolean nextRow(int[] counter, int width) {
    for (int d = 1; d < counter.length; d++) {
      if (++counter[d] < width) {
        return true;
      }
      counter[d] = 0;
    }
    return false;
  }
}
