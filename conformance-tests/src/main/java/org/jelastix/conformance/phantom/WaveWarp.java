package org.jelastix.conformance.phantom;

import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.random.RandomStream;

/**
 * A composition of one step an axis, each of which moves that coordinate alone: x_d += f_d(x), with
 * f_d a sum of products of cosines and |∂f_d/∂x_d| below 1.
 *
 * <p>Each step is monotone in its coordinate, so its inverse is one scalar root; the determinant of
 * the whole is the product of the 1 + ∂f_d/∂x_d.
 */
final class WaveWarp implements Warp {
  /** Product of cosines: weight · Π_e cos(k_e x_e + φ_e). */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Wave(double weight, double[] k, double[] phase) {
    double factor(double[] x, int axis) {
      return StrictMath.cos(k[axis] * x[axis] + phase[axis]);
    }

    /** The product without the factor of one axis. */
    double others(double[] x, int axis) {
      double product = weight;
      for (int e = 0; e < k.length; e++) {
        if (e != axis) {
          product *= factor(x, e);
        }
      }
      return product;
    }

    double slope(double[] x, int axis) {
      return -k[axis] * StrictMath.sin(k[axis] * x[axis] + phase[axis]);
    }
  }

  private static final int MAX_STEPS = 60;

  /** By axis, then wave. */
  private final Wave[][] waves;

  private WaveWarp(Wave[][] waves) {
    this.waves = waves;
  }

  static WaveWarp of(ImageGrid field, double amplitude, int seed) {
    int dim = field.dimension();
    double[] extent = extent(field);
    double[] center = field.center();
    RandomStream random = new RandomStream(seed);
    double[] cycles = {0.55, 1.1, 1.9};
    double[] shares = {0.5, 0.33, 0.17};
    Wave[][] waves = new Wave[dim][cycles.length];
    for (int axis = 0; axis < dim; axis++) {
      double steepest = 0;
      for (int j = 0; j < cycles.length; j++) {
        double[] k = new double[dim];
        double[] phase = new double[dim];
        for (int e = 0; e < dim; e++) {
          double jitter = random.nextUniform(0.85, 1.15);
          k[e] = 2 * Math.PI * cycles[j] * jitter / extent[e];
          phase[e] = random.nextUniform(0, 2 * Math.PI) - k[e] * center[e];
        }
        double sign = random.nextHalfOpen() < 0.5 ? -1 : 1;
        waves[axis][j] = new Wave(sign * shares[j] * amplitude, k, phase);
        steepest += shares[j] * Math.abs(amplitude) * k[axis];
      }
      if (!(steepest < 0.95)) {
        throw new IllegalArgumentException(
            "a deformation of "
                + amplitude
                + " mm folds on a field of "
                + extent[axis]
                + " mm; at most "
                + 0.95 * amplitude / steepest
                + " mm");
      }
    }
    return new WaveWarp(waves);
  }

  /** Lengths along the world's axes of the box of the voxel centres, at least one spacing. */
  private static double[] extent(ImageGrid grid) {
    int dim = grid.dimension();
    double[] matrix = grid.voxelToWorldMatrix();
    double[] extent = new double[dim];
    for (int r = 0; r < dim; r++) {
      for (int c = 0; c < dim; c++) {
        extent[r] += Math.abs(matrix[r * dim + c]) * Math.max(1, grid.size(c) - 1);
      }
    }
    return extent;
  }

  @Override
  public int dimension() {
    return waves.length;
  }

  @Override
  public void forward(double[] fixed, double[] moving) {
    double[] x = fixed.clone();
    for (int axis = 0; axis < waves.length; axis++) {
      double shift = 0;
      for (Wave wave : waves[axis]) {
        shift += wave.others(x, axis) * wave.factor(x, axis);
      }
      x[axis] += shift;
    }
    System.arraycopy(x, 0, moving, 0, x.length);
  }

  @Override
  public void inverse(double[] moving, double[] fixed) {
    double[] x = moving.clone();
    double[] others = new double[waves[0].length];
    for (int axis = waves.length - 1; axis >= 0; axis--) {
      for (int j = 0; j < others.length; j++) {
        others[j] = waves[axis][j].others(x, axis);
      }
      undo(axis, x, others);
    }
    System.arraycopy(x, 0, fixed, 0, x.length);
  }

  /** Solves x + f(x) = y for one coordinate by Newton steps, kept inside |x − y| ≤ max |f|. */
  private void undo(int axis, double[] x, double[] others) {
    double target = x[axis];
    double reach = 0;
    for (double o : others) {
      reach += Math.abs(o);
    }
    double low = target - reach;
    double high = target + reach;
    for (int step = 0; step < MAX_STEPS; step++) {
      double residual = x[axis] - target;
      double slope = 1;
      for (int j = 0; j < others.length; j++) {
        residual += others[j] * waves[axis][j].factor(x, axis);
        slope += others[j] * waves[axis][j].slope(x, axis);
      }
      if (residual > 0) {
        high = Math.min(high, x[axis]);
      } else {
        low = Math.max(low, x[axis]);
      }
      if (Math.abs(residual) < 1e-11) {
        return;
      }
      double next = x[axis] - residual / slope;
      x[axis] = next >= low && next <= high ? next : 0.5 * (low + high);
    }
  }

  @Override
  public void spatialJacobian(double[] fixed, double[] matrix) {
    int dim = waves.length;
    double[] x = fixed.clone();
    double[] jacobian = new double[dim * dim];
    for (int d = 0; d < dim; d++) {
      jacobian[d * dim + d] = 1;
    }
    for (int axis = 0; axis < dim; axis++) {
      double[] gradient = new double[dim];
      gradient[axis] = 1;
      double shift = 0;
      for (Wave wave : waves[axis]) {
        for (int e = 0; e < dim; e++) {
          gradient[e] += wave.others(x, e) * wave.slope(x, e);
        }
        shift += wave.others(x, axis) * wave.factor(x, axis);
      }
      double[] row = new double[dim];
      for (int c = 0; c < dim; c++) {
        for (int e = 0; e < dim; e++) {
          row[c] += gradient[e] * jacobian[e * dim + c];
        }
      }
      System.arraycopy(row, 0, jacobian, axis * dim, dim);
      x[axis] += shift;
    }
    System.arraycopy(jacobian, 0, matrix, 0, dim * dim);
  }
}
