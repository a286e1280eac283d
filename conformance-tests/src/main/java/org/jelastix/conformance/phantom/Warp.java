package org.jelastix.conformance.phantom;

import java.util.Arrays;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointSet;

/**
 * A known, invertible map from fixed world to moving world, in mm: the truth that a registration
 * has to find.
 *
 * <p>Immutable and thread-safe. Computed with {@link StrictMath} alone, so that it is the same on
 * every machine.
 */
public interface Warp {

  /** Coordinates of a point. */
  int dimension();

  /**
   * Fixed to moving.
   *
   * @param fixed world mm
   * @param moving out, world mm; may be the same array
   */
  void forward(double[] fixed, double[] moving);

  /**
   * Moving to fixed, the inverse of {@link #forward} to about 1e-9 mm.
   *
   * @param moving world mm
   * @param fixed out, world mm; may be the same array
   */
  void inverse(double[] moving, double[] fixed);

  /**
   * The derivative of {@link #forward}.
   *
   * @param fixed where, world mm
   * @param matrix out, row-major: entry r·dim + c is ∂moving_r/∂fixed_c
   */
  void spatialJacobian(double[] fixed, double[] matrix);

  /**
   * Nothing moves.
   *
   * @param dimension coordinates of a point
   */
  static Warp identity(int dimension) {
    double[] matrix = new double[dimension * dimension];
    for (int d = 0; d < dimension; d++) {
      matrix[d * dimension + d] = 1;
    }
    return affine(matrix, new double[dimension], new double[dimension]);
  }

  /**
   * x ↦ A·(x − c) + c + t.
   *
   * @param matrix A, row-major, invertible
   * @param center c, mm
   * @param translation t, mm
   */
  static Warp affine(double[] matrix, double[] center, double[] translation) {
    return new AffineWarp(matrix, center, translation);
  }

  /**
   * A rotation about a centre, then a translation.
   *
   * @param angles radians: one in 2-D; in 3-D about the axes, R = Rz·Rx·Ry as elastix's
   *     EulerTransform composes them
   * @param center mm
   * @param translation mm
   */
  static Warp rigid(double[] angles, double[] center, double[] translation) {
    return new AffineWarp(AffineWarp.rotation(angles, center.length), center, translation);
  }

  /**
   * A smooth, locally varying deformation.
   *
   * @param field grid of an image: sets wave lengths, and the place of the waves
   * @param amplitude largest displacement along each axis, mm
   * @param seed of the waves
   * @throws IllegalArgumentException if the amplitude is too large for the map to be invertible
   */
  static Warp smooth(ImageGrid field, double amplitude, int seed) {
    return WaveWarp.of(field, amplitude, seed);
  }

  /**
   * This map, then another.
   *
   * @param after applied to this one's result
   */
  default Warp then(Warp after) {
    return new ComposedWarp(this, after);
  }

  /**
   * Maps points.
   *
   * @param fixed in world mm
   * @return as many points, in world mm
   */
  default PointSet forward(PointSet fixed) {
    int dim = dimension();
    double[] coordinates = fixed.coordinates();
    double[] p = new double[dim];
    for (int i = 0; i < coordinates.length; i += dim) {
      System.arraycopy(coordinates, i, p, 0, dim);
      forward(p, p);
      System.arraycopy(p, 0, coordinates, i, dim);
    }
    return new PointSet(dim, coordinates, false);
  }

  /**
   * The true deformation field, forward(x) − x at each voxel.
   *
   * @param grid where
   * @return vectors of {@code double}, mm
   */
  default Image displacementField(ImageGrid grid) {
    int dim = dimension();
    double[] values = new double[grid.voxelCount() * dim];
    double[] x = new double[dim];
    double[] y = new double[dim];
    VoxelCursor cursor = new VoxelCursor(grid);
    for (int i = 0; i < grid.voxelCount(); i++) {
      cursor.world(x);
      forward(x, y);
      for (int d = 0; d < dim; d++) {
        values[i * dim + d] = y[d] - x[d];
      }
      cursor.next();
    }
    return Image.ofVectors(grid, dim, values);
  }

  /**
   * The determinant of the spatial Jacobian at a point: the local change of volume.
   *
   * @param fixed world mm
   */
  default double jacobianDeterminant(double... fixed) {
    int dim = dimension();
    double[] m = new double[dim * dim];
    spatialJacobian(Arrays.copyOf(fixed, dim), m);
    return Matrix.determinant(m, dim);
  }
}
