package org.jelastix.runtime;

import java.util.Arrays;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;

/** Images of a transform itself: its displacements and spatial derivatives at voxel centres. */
final class FieldComputation {
  /** Into how many parts the rows of a grid are cut, at most. */
  private static final int PARTS = 128;

  private final Transform transform;
  private final ImageGrid grid;
  private final Parallel parallel;
  private final int dimension;
  private final int rowLength;
  private final int rows;
  private final int[] size;
  private final double[] step;

  /**
   * @param transform from the grid's world
   * @param grid at whose voxel centres to look
   * @param parallel splits work
   */
  FieldComputation(Transform transform, ImageGrid grid, Parallel parallel) {
    this.transform = transform;
    this.grid = grid;
    this.parallel = parallel;
    this.dimension = grid.dimension();
    this.size = grid.size();
    this.rowLength = size[0];
    this.rows = grid.voxelCount() / rowLength;
    double[] matrix = grid.voxelToWorldMatrix();
    this.step = new double[dimension];
    for (int d = 0; d < dimension; d++) {
      step[d] = matrix[d * dimension];
    }
  }

  /** T(x) - x in mm, one component an axis. */
  Image displacements() {
    requireRoom(dimension);
    float[] out = new float[grid.voxelCount() * dimension];
    eachPart(
        (from, to) -> {
          TransformKernel kernel = transform.kernel();
          PointBatch moved = new PointBatch(dimension, rowLength);
          double[] start = new double[dimension];
          for (int row = from; row < to; row++) {
            startOf(row, start);
            kernel.line(start, step, rowLength, moved);
            for (int d = 0; d < dimension; d++) {
              double[] axis = moved.axis(d);
              int at = row * rowLength * dimension + d;
              for (int i = 0; i < rowLength; i++) {
                out[at + i * dimension] = (float) (axis[i] - (start[d] + i * step[d]));
              }
            }
          }
        });
    return Image.ofVectors(grid, dimension, out);
  }

  /** The determinant of the spatial Jacobian. */
  Image determinants() {
    float[] out = new float[grid.voxelCount()];
    eachJacobian(
        (voxel, jacobian, i, scratch) -> {
          for (int k = 0; k < scratch.length; k++) {
            scratch[k] = jacobian[k][i];
          }
          out[voxel] = (float) determinant(scratch, dimension);
        });
    return Image.of(grid, out);
  }

  /** The spatial Jacobian, dim² components, row by row. */
  Image jacobians() {
    int squared = dimension * dimension;
    requireRoom(squared);
    float[] out = new float[grid.voxelCount() * squared];
    eachJacobian(
        (voxel, jacobian, i, scratch) -> {
          for (int k = 0; k < squared; k++) {
            out[voxel * squared + k] = (float) jacobian[k][i];
          }
        });
    return Image.ofVectors(grid, squared, out);
  }

  private void requireRoom(int components) {
    if ((long) grid.voxelCount() * components > Integer.MAX_VALUE - 8) {
      throw new RegistrationException(
          "an image of "
              + Arrays.toString(size)
              + " voxels with "
              + components
              + " components is too large; ask for a coarser grid");
    }
  }

  /** What to do with the Jacobian of one voxel. */
  private interface JacobianUse {
    void at(int voxel, double[][] jacobian, int point, double[] scratch);
  }

  private void eachJacobian(JacobianUse use) {
    if (!(transform instanceof SpatiallyDifferentiable differentiable)) {
      throw new RegistrationException(
          "this transform cannot be differentiated in space: "
              + transform.describe().first("Transform", transform.getClass().getSimpleName()));
    }
    eachPart(
        (from, to) -> {
          SpatialKernel kernel = differentiable.spatialKernel();
          PointBatch points = new PointBatch(dimension);
          double[][] jacobian = new double[dimension * dimension][points.capacity()];
          double[] start = new double[dimension];
          double[] scratch = new double[dimension * dimension];
          for (int row = from; row < to; row++) {
            startOf(row, start);
            for (int first = 0; first < rowLength; first += points.capacity()) {
              fill(points, start, first);
              kernel.at(points);
              kernel.jacobian(jacobian);
              for (int i = 0; i < points.size(); i++) {
                use.at(row * rowLength + first + i, jacobian, i, scratch);
              }
            }
          }
        });
  }

  private void fill(PointBatch points, double[] start, int first) {
    int n = Math.min(points.capacity(), rowLength - first);
    points.resize(n);
    for (int d = 0; d < dimension; d++) {
      double[] axis = points.axis(d);
      for (int i = 0; i < n; i++) {
        axis[i] = start[d] + (first + i) * step[d];
      }
    }
  }

  /** The world position of the first voxel of a row. */
  private void startOf(int row, double[] start) {
    start[0] = 0;
    int rest = row;
    for (int d = 1; d < dimension; d++) {
      start[d] = rest % size[d];
      rest /= size[d];
    }
    grid.voxelToWorld(start, start);
  }

  /** Some rows. */
  private interface RowRange {
    void from(int first, int end);
  }

  private void eachPart(RowRange work) {
    int parts = Math.min(PARTS, rows);
    parallel.run(
        parts,
        part ->
            work.from(
                (int) ((long) rows * part / parts), (int) ((long) rows * (part + 1) / parts)));
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
