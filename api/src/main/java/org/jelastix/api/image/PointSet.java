package org.jelastix.api.image;

/**
 * An ordered list of points with double coordinates, in world mm or in voxel indices, as a points
 * file has them. Immutable: coordinates are copied in and out.
 */
public final class PointSet {
  private final int dimension;
  private final double[] coordinates;
  private final boolean indices;

  /**
   * @param dimension coordinates a point, at least 1
   * @param coordinates point after point; copied
   * @param indices whether these are voxel indices of the fixed image rather than mm
   * @throws IllegalArgumentException if the length is not a multiple of the dimension
   */
  public PointSet(int dimension, double[] coordinates, boolean indices) {
    if (dimension < 1 || coordinates.length % dimension != 0) {
      throw new IllegalArgumentException(
          coordinates.length + " coordinates are not points of " + dimension + " dimensions");
    }
    this.dimension = dimension;
    this.coordinates = coordinates.clone();
    this.indices = indices;
  }

  /** Coordinates a point. */
  public int dimension() {
    return dimension;
  }

  /** Number of points. */
  public int size() {
    return coordinates.length / dimension;
  }

  /** Whether the points are voxel indices rather than world mm. */
  public boolean areIndices() {
    return indices;
  }

  /**
   * One coordinate.
   *
   * @param point which point
   * @param axis which axis
   */
  public double get(int point, int axis) {
    return coordinates[point * dimension + axis];
  }

  /** All coordinates, point after point, a copy. */
  public double[] coordinates() {
    return coordinates.clone();
  }

  /**
   * The same points in world mm: itself if it already is, else mapped by the grid.
   *
   * @param grid the image whose indices these are
   */
  public PointSet toWorld(ImageGrid grid) {
    if (!indices) {
      return this;
    }
    double[] world = coordinates.clone();
    double[] p = new double[dimension];
    int[] start = grid.index();
    for (int i = 0; i < size(); i++) {
      for (int d = 0; d < dimension; d++) {
        p[d] = coordinates[i * dimension + d] - start[d];
      }
      grid.voxelToWorld(p, p);
      System.arraycopy(p, 0, world, i * dimension, dimension);
    }
    return new PointSet(dimension, world, false);
  }
}
