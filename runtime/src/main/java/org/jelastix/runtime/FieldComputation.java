package org.jelastix.runtime;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.GridBoxes;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;

/** Images of a transform itself: its displacements and spatial derivatives at voxel centres. */
final class FieldComputation {
  private static final int VOXELS_A_BOX = 4096;

  private final Transform transform;
  private final ImageGrid grid;
  private final GridBoxes cut;
  private final Parallel parallel;
  private final int dimension;

  /**
   * @param transform from the grid's world
   * @param grid at whose voxel centres to look
   * @param parallel splits work
   */
  FieldComputation(Transform transform, ImageGrid grid, Parallel parallel) {
    this.transform = transform;
    this.grid = grid;
    this.cut = new GridBoxes(grid, VOXELS_A_BOX);
    this.parallel = parallel;
    this.dimension = grid.dimension();
  }

  /** T(x) - x in mm, one component an axis. */
  Image displacements() {
    requireRoom(dimension);
    float[] out = new float[grid.voxelCount() * dimension];
    cut.<Consumer<GridBoxes.Box>>forEach(
        parallel,
        () -> {
          TransformKernel kernel = transform.kernel();
          PointBatch points = new PointBatch(dimension, cut.capacity());
          PointBatch moved = new PointBatch(dimension, cut.capacity());
          return box -> {
            points.fillLattice(box.start(), cut.steps(), box.size());
            kernel.lattice(box.start(), cut.steps(), box.size(), moved);
            for (int d = 0; d < dimension; d++) {
              subtract(points.axis(d), moved.axis(d), points.size());
              put(moved.axis(d), box, d, dimension, out);
            }
          };
        },
        Consumer::accept);
    return Image.ofVectors(grid, dimension, out);
  }

  private static void subtract(double[] b, double[] a, int n) {
    for (int i = 0; i < n; i++) {
      a[i] -= b[i];
    }
  }

  /** The determinant of the spatial Jacobian. */
  Image determinants() {
    float[] out = new float[grid.voxelCount()];
    eachJacobian(
        (box, jacobian, n) -> {
          double[] result = jacobian[0];
          if (dimension == 3) {
            determinants3(jacobian, result, n);
          } else {
            double[] scratch = new double[jacobian.length];
            for (int i = 0; i < n; i++) {
              for (int k = 0; k < scratch.length; k++) {
                scratch[k] = jacobian[k][i];
              }
              result[i] = determinant(scratch, dimension);
            }
          }
          put(result, box, 0, 1, out);
        });
    return Image.of(grid, out);
  }

  /** Along the first row. Its entries are overwritten. */
  private static void determinants3(double[][] m, double[] out, int n) {
    timesMinor(m[0], m[4], m[8], m[5], m[7], n);
    timesMinor(m[1], m[5], m[6], m[3], m[8], n);
    timesMinor(m[2], m[3], m[7], m[4], m[6], n);
    for (int i = 0; i < n; i++) {
      out[i] = m[0][i] + m[1][i] + m[2][i];
    }
  }

  /** a = a · (b c − d e). */
  private static void timesMinor(
      double[] a, double[] b, double[] c, double[] d, double[] e, int n) {
    for (int i = 0; i < n; i++) {
      a[i] *= b[i] * c[i] - d[i] * e[i];
    }
  }

  /** The spatial Jacobian, dim² components, row by row. */
  Image jacobians() {
    int squared = dimension * dimension;
    requireRoom(squared);
    float[] out = new float[grid.voxelCount() * squared];
    eachJacobian(
        (box, jacobian, n) -> {
          for (int k = 0; k < squared; k++) {
            put(jacobian[k], box, k, squared, out);
          }
        });
    return Image.ofVectors(grid, squared, out);
  }

  private static void put(double[] values, GridBoxes.Box box, int first, int step, float[] out) {
    int width = box.size()[0];
    for (int from = 0, row = 0; from < box.voxelCount(); from += width, row++) {
      put(values, from, width, out, box.voxelOfRow(row) * step + first, step);
    }
  }

  private static void put(double[] values, int from, int n, float[] out, int at, int step) {
    for (int i = 0; i < n; i++) {
      out[at + i * step] = (float) values[from + i];
    }
  }

  private void requireRoom(int components) {
    if ((long) grid.voxelCount() * components > Integer.MAX_VALUE - 8) {
      throw new RegistrationException(
          "an image of "
              + Arrays.toString(grid.size())
              + " voxels with "
              + components
              + " components is too large; ask for a coarser grid");
    }
  }

  /** What to do with the Jacobians of the voxels of one box. */
  private interface JacobianUse {
    void of(GridBoxes.Box box, double[][] jacobian, int n);
  }

  private void eachJacobian(JacobianUse use) {
    if (!(transform instanceof SpatiallyDifferentiable differentiable)) {
      throw new RegistrationException(
          "this transform cannot be differentiated in space: "
              + transform.describe().first("Transform", transform.getClass().getSimpleName()));
    }
    cut.<Consumer<GridBoxes.Box>>forEach(
        parallel,
        () -> {
          SpatialKernel kernel = differentiable.spatialKernel();
          PointBatch points = new PointBatch(dimension, cut.capacity());
          double[][] jacobian = new double[dimension * dimension][cut.capacity()];
          return box -> {
            points.fillLattice(box.start(), cut.steps(), box.size());
            kernel.at(points);
            kernel.jacobian(jacobian);
            use.of(box, jacobian, points.size());
          };
        },
        Consumer::accept);
  }

  /** By Gaussian elimination with pivoting; destroys the matrix. */
  static double determinant(double[] m, int n) {
    if (n == 1) {
      return m[0];
    }
    if (n == 2) {
      return m[0] * m[3] - m[1] * m[2];
    }
    if (n == 3) {
      return m[0] * (m[4] * m[8] - m[5] * m[7])
          - m[1] * (m[3] * m[8] - m[5] * m[6])
          + m[2] * (m[3] * m[7] - m[4] * m[6]);
    }
    double determinant = 1;
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int r = c + 1; r < n; r++) {
        if (Math.abs(m[r * n + c]) > Math.abs(m[pivot * n + c])) {
          pivot = r;
        }
      }
      if (m[pivot * n + c] == 0) {
        return 0;
      }
      if (pivot != c) {
        determinant = -determinant;
        for (int k = 0; k < n; k++) {
          double swap = m[c * n + k];
          m[c * n + k] = m[pivot * n + k];
          m[pivot * n + k] = swap;
        }
      }
      determinant *= m[c * n + c];
      for (int r = c + 1; r < n; r++) {
        double factor = m[r * n + c] / m[c * n + c];
        for (int k = c; k < n; k++) {
          m[r * n + k] -= factor * m[c * n + k];
        }
      }
    }
    return determinant;
  }
}
