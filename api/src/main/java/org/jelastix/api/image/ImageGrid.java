package org.jelastix.api.image;

import java.util.Arrays;
import java.util.Objects;

/**
 * Where the voxels of an image lie in the world: size, spacing, origin and direction.
 *
 * <p>The centre of voxel i is at {@code world = first + D · diag(spacing) · i}, in mm, where D is
 * the direction matrix and {@code first} the world position of the first stored voxel. All methods
 * count voxels from 0 at the first stored one. The {@linkplain #index() start index} is kept for
 * transform files only: {@code first = origin + D · diag(spacing) · index}.
 *
 * <p>Immutable and thread-safe.
 */
public final class ImageGrid {
  private final int[] size;
  private final int[] index;
  private final double[] spacing;
  private final double[] origin;
  private final double[] direction;
  private final double[] first;
  private final double[] toWorld;
  private final double[] toVoxel;

  /**
   * A grid whose start index is 0.
   *
   * @param size voxels along each axis, each at least 1, 1 to 5 axes
   * @param spacing distance of voxel centres in mm, each positive and finite
   * @param origin world position of the first voxel in mm
   * @param direction orthonormal-or-not, invertible matrix, row-major, column j is the world
   *     direction of axis j
   * @throws IllegalArgumentException if lengths differ, a size is below 1, a spacing is not
   *     positive, a value is not finite or the direction is singular
   */
  public ImageGrid(int[] size, double[] spacing, double[] origin, double[] direction) {
    this(size, new int[size.length], spacing, origin, direction);
  }

  /**
   * A grid with a start index, as transform files have it.
   *
   * @param size voxels along each axis
   * @param index start index of each axis
   * @param spacing distance of voxel centres in mm
   * @param origin world position of index 0 in mm
   * @param direction row-major matrix
   * @throws IllegalArgumentException as for the other constructor
   */
  public ImageGrid(int[] size, int[] index, double[] spacing, double[] origin, double[] direction) {
    int dim = size.length;
    if (dim < 1 || dim > 5) {
      throw new IllegalArgumentException("a grid has 1 to 5 dimensions, not " + dim);
    }
    if (index.length != dim
        || spacing.length != dim
        || origin.length != dim
        || direction.length != dim * dim) {
      throw new IllegalArgumentException(
          "a grid of "
              + dim
              + " dimensions needs "
              + dim
              + " spacings and origins and "
              + dim * dim
              + " direction cosines; got "
              + spacing.length
              + ", "
              + origin.length
              + " and "
              + direction.length);
    }
    long voxels = 1;
    for (int d = 0; d < dim; d++) {
      if (size[d] < 1) {
        throw new IllegalArgumentException(
            "size must be at least 1 along each axis: " + Arrays.toString(size));
      }
      if (!(spacing[d] > 0) || Double.isInfinite(spacing[d])) {
        throw new IllegalArgumentException(
            "spacing must be positive and finite: " + Arrays.toString(spacing));
      }
      if (!Double.isFinite(origin[d])) {
        throw new IllegalArgumentException("origin must be finite: " + Arrays.toString(origin));
      }
      voxels *= size[d];
      if (voxels > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "more than 2^31 voxels: " + Arrays.toString(size) + "; cut the image into parts");
      }
    }
    this.size = size.clone();
    this.index = index.clone();
    this.spacing = spacing.clone();
    this.origin = origin.clone();
    this.direction = direction.clone();
    this.toWorld = new double[dim * dim];
    for (int r = 0; r < dim; r++) {
      for (int c = 0; c < dim; c++) {
        toWorld[r * dim + c] = direction[r * dim + c] * spacing[c];
      }
    }
    this.toVoxel = SquareMatrix.inverse(toWorld, dim);
    this.first = origin.clone();
    for (int r = 0; r < dim; r++) {
      for (int c = 0; c < dim; c++) {
        first[r] += toWorld[r * dim + c] * index[c];
      }
    }
  }

  /**
   * A grid with unit spacing, origin 0 and identity direction.
   *
   * @param size voxels along each axis
   */
  public static ImageGrid ofSize(int... size) {
    double[] spacing = new double[size.length];
    Arrays.fill(spacing, 1.0);
    return new ImageGrid(
        size, spacing, new double[size.length], SquareMatrix.identity(size.length));
  }

  /**
   * The grid of some of the slices along the last axis, where they are in the world.
   *
   * @param from the first of them, counted from 0
   * @param count how many
   * @throws IndexOutOfBoundsException if this grid does not have them
   */
  public ImageGrid slices(int from, int count) {
    int last = size.length - 1;
    Objects.checkFromIndexSize(from, count, size[last]);
    int[] part = size.clone();
    int[] start = index.clone();
    part[last] = count;
    start[last] += from;
    return new ImageGrid(part, start, spacing, origin, direction);
  }

  /** Number of axes. */
  public int dimension() {
    return size.length;
  }

  /**
   * Voxels along one axis.
   *
   * @param axis 0 is the fastest in memory
   */
  public int size(int axis) {
    return size[axis];
  }

  /** Voxels along each axis, a copy. */
  public int[] size() {
    return size.clone();
  }

  /** Start index of each axis, a copy; all 0 but for grids read from transform files. */
  public int[] index() {
    return index.clone();
  }

  /**
   * Distance of voxel centres along one axis, in mm.
   *
   * @param axis 0 is the fastest in memory
   */
  public double spacing(int axis) {
    return spacing[axis];
  }

  /** Distance of voxel centres along each axis in mm, a copy. */
  public double[] spacing() {
    return spacing.clone();
  }

  /** World position of index 0 in mm, a copy. */
  public double[] origin() {
    return origin.clone();
  }

  /** World position of the first stored voxel in mm, a copy. */
  public double[] firstVoxel() {
    return first.clone();
  }

  /** Direction matrix, row-major, a copy. */
  public double[] direction() {
    return direction.clone();
  }

  /** The matrix of {@code voxel → world} (direction times spacing), row-major, a copy. */
  public double[] voxelToWorldMatrix() {
    return toWorld.clone();
  }

  /** The matrix of {@code world → voxel}, row-major, a copy. */
  public double[] worldToVoxelMatrix() {
    return toVoxel.clone();
  }

  /** Whether the direction is the identity, exactly. */
  public boolean isAxisAligned() {
    return Arrays.equals(direction, SquareMatrix.identity(size.length));
  }

  /** Number of voxels; below 2^31. */
  public int voxelCount() {
    int count = 1;
    for (int s : size) {
      count *= s;
    }
    return count;
  }

  /**
   * Steps in memory from one voxel to the next along each axis: 1, size(0), size(0)·size(1), …
   *
   * @return a new array
   */
  public int[] strides() {
    int[] strides = new int[size.length];
    int stride = 1;
    for (int d = 0; d < size.length; d++) {
      strides[d] = stride;
      stride *= size[d];
    }
    return strides;
  }

  /**
   * Voxel coordinates (continuous, 0 at the first stored voxel) to world, in mm.
   *
   * @param voxel in, one coordinate an axis
   * @param world out; may be the same array as {@code voxel}
   */
  public void voxelToWorld(double[] voxel, double[] world) {
    int dim = size.length;
    double[] out = new double[dim];
    for (int r = 0; r < dim; r++) {
      double sum = first[r];
      for (int c = 0; c < dim; c++) {
        sum += toWorld[r * dim + c] * voxel[c];
      }
      out[r] = sum;
    }
    System.arraycopy(out, 0, world, 0, dim);
  }

  /**
   * World, in mm, to continuous voxel coordinates.
   *
   * @param world in
   * @param voxel out; may be the same array as {@code world}
   */
  public void worldToVoxel(double[] world, double[] voxel) {
    int dim = size.length;
    double[] out = new double[dim];
    for (int r = 0; r < dim; r++) {
      double sum = 0;
      for (int c = 0; c < dim; c++) {
        sum += toVoxel[r * dim + c] * (world[c] - first[c]);
      }
      out[r] = sum;
    }
    System.arraycopy(out, 0, voxel, 0, dim);
  }

  /**
   * World position of the middle of the box of voxel centres, the "geometrical center" of elastix.
   *
   * @return mm, a new array
   */
  public double[] center() {
    double[] voxel = new double[size.length];
    for (int d = 0; d < size.length; d++) {
      voxel[d] = (size[d] - 1) / 2.0;
    }
    voxelToWorld(voxel, voxel);
    return voxel;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageGrid
        && Arrays.equals(size, ((ImageGrid) other).size)
        && Arrays.equals(index, ((ImageGrid) other).index)
        && Arrays.equals(spacing, ((ImageGrid) other).spacing)
        && Arrays.equals(origin, ((ImageGrid) other).origin)
        && Arrays.equals(direction, ((ImageGrid) other).direction);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        Arrays.hashCode(size),
        Arrays.hashCode(index),
        Arrays.hashCode(spacing),
        Arrays.hashCode(origin),
        Arrays.hashCode(direction));
  }

  @Override
  public String toString() {
    return "ImageGrid[size="
        + Arrays.toString(size)
        + ", spacing="
        + Arrays.toString(spacing)
        + ", origin="
        + Arrays.toString(origin)
        + ", direction="
        + Arrays.toString(direction)
        + "]";
  }
}
