package org.jelastix.images.interpolation;

import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;

/**
 * Multilinear interpolation as elastix's LinearInterpolator does it, in any dimension.
 *
 * <p>In the half voxel beyond the outermost voxel centres, values asked for alone are those of the
 * edge, while values asked for together with derivatives are mirrored at the edge, with derivatives
 * of the other sign. On the last voxel centre of an axis the derivative is that of the cell before
 * it, elsewhere on voxel centres of the cell after it.
 */
final class LinearFunction implements VoxelFunction {
  /** How far a position on the last voxel centre is moved into the last cell. */
  private static final double NUDGE = 1e-6;

  private final Image image;
  private final int dimension;
  private final int[] size;
  private final int[] strides;
  private final ThreadLocal<Cell> cells;

  LinearFunction(Image image) {
    ImageGrid grid = image.grid();
    this.image = image;
    this.dimension = grid.dimension();
    this.size = grid.size();
    this.strides = grid.strides();
    this.cells = ThreadLocal.withInitial(() -> new Cell(dimension));
  }

  /** One thread's scratch: the cell around one position. */
  private static final class Cell {
    final double[] fraction;
    final double[] sign;
    final int[] step;

    Cell(int dimension) {
      fraction = new double[dimension];
      sign = new double[dimension];
      step = new int[dimension];
    }
  }

  @Override
  public void values(double[][] voxel, int n, boolean[] inside, double[] values) {
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        values[i] = value(voxel, i);
      }
    }
  }

  @Override
  public void valuesAndDerivatives(
      double[][] voxel, int n, boolean[] inside, double[] values, double[][] derivatives) {
    for (int i = 0; i < n; i++) {
      if (inside[i]) {
        values[i] = valueAndDerivatives(voxel, i, derivatives);
      }
    }
  }

  /** The value at point i, constant beyond the edges. */
  double value(double[][] voxel, int i) {
    Cell cell = cells.get();
    int base = 0;
    for (int d = 0; d < dimension; d++) {
      double x = Math.max(voxel[d][i], 0);
      int low = Math.min((int) x, size[d] - 1);
      boolean last = low == size[d] - 1;
      cell.fraction[d] = last ? 0 : x - low;
      cell.step[d] = last ? 0 : strides[d];
      base += low * strides[d];
    }
    return corners(cell, base, -1);
  }

  /** The value at point i, mirrored beyond the edges; its derivatives go to entry i. */
  double valueAndDerivatives(double[][] voxel, int i, double[][] derivatives) {
    Cell cell = cells.get();
    int base = 0;
    for (int d = 0; d < dimension; d++) {
      double x = voxel[d][i];
      int end = size[d] - 1;
      cell.sign[d] = 1;
      if (x < 0) {
        x = -x;
        cell.sign[d] = -1;
      } else if (x > end) {
        x = 2.0 * end - x;
        cell.sign[d] = -1;
      }
      x = offLastCentre(x, end);
      int low = (int) x;
      cell.fraction[d] = end == 0 ? 0 : x - low;
      cell.step[d] = end == 0 ? 0 : strides[d];
      base += end == 0 ? 0 : low * strides[d];
    }
    for (int d = 0; d < dimension; d++) {
      derivatives[d][i] = cell.sign[d] * corners(cell, base, d);
    }
    return corners(cell, base, -1);
  }

  /** A position on the last voxel centre moved into the last cell, others as they are. */
  static double offLastCentre(double x, int end) {
    return Math.abs(x - end) <= 4 * Math.ulp((double) end) ? x - NUDGE : x;
  }

  /** The sum over the cell's corners, differentiated along one axis, or along none if it is -1. */
  private double corners(Cell cell, int base, int axis) {
    double sum = 0;
    for (int corner = 0; corner < 1 << dimension; corner++) {
      double weight = 1;
      int at = base;
      for (int d = 0; d < dimension; d++) {
        boolean up = (corner >> d & 1) == 1;
        if (up) {
          at += cell.step[d];
        }
        if (d == axis) {
          weight *= up ? 1 : -1;
        } else {
          weight *= up ? cell.fraction[d] : 1 - cell.fraction[d];
        }
      }
      sum += weight * image.value(at);
    }
    return sum;
  }
}
