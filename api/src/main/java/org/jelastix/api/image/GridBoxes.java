package org.jelastix.api.image;

import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jelastix.api.parallel.Parallel;

/**
 * A grid cut into boxes of voxels, the pieces in which large images are computed: points of one box
 * lie close together, and what a box needs stays in cache.
 *
 * <p>How a grid is cut depends on the grid alone. Immutable.
 */
public final class GridBoxes {
  /** Into how many tasks the work on all boxes is cut, at most. */
  private static final int MOST_TASKS = 128;

  private final ImageGrid grid;
  private final int[] shape;
  private final int[] counts;
  private final int count;
  private final int capacity;
  private final double[][] steps;

  /**
   * Cuts a grid into boxes that are nearly cubes.
   *
   * @param grid what to cut
   * @param voxels how many voxels a box has, about; at least 1
   */
  public GridBoxes(ImageGrid grid, int voxels) {
    int dim = grid.dimension();
    this.grid = grid;
    this.shape = new int[dim];
    this.counts = new int[dim];
    double left = voxels;
    int boxes = 1;
    int most = 1;
    for (int d = dim - 1; d >= 0; d--) {
      // Along an axis that is shorter than the cube's side, the others get more.
      int side = Math.max(1, (int) Math.round(Math.pow(left, 1.0 / (d + 1))));
      int parts = (grid.size(d) + side - 1) / side;
      shape[d] = (grid.size(d) + parts - 1) / parts;
      counts[d] = (grid.size(d) + shape[d] - 1) / shape[d];
      left = Math.max(1, left / shape[d]);
      boxes *= counts[d];
      most *= shape[d];
    }
    this.count = boxes;
    this.capacity = most;
    double[] matrix = grid.voxelToWorldMatrix();
    this.steps = new double[dim][dim];
    for (int d = 0; d < dim; d++) {
      for (int r = 0; r < dim; r++) {
        steps[d][r] = matrix[r * dim + d];
      }
    }
  }

  /** How many boxes there are. */
  public int count() {
    return count;
  }

  /** The most voxels of a box. */
  public int capacity() {
    return capacity;
  }

  /** From each voxel to the next along each axis of the grid, mm. Not to be written to. */
  public double[][] steps() {
    return steps;
  }

  /**
   * One box.
   *
   * @param i its number, from 0 on
   */
  public Box box(int i) {
    int dim = shape.length;
    int[] from = new int[dim];
    int[] size = new int[dim];
    double[] start = new double[dim];
    int rest = i;
    for (int d = 0; d < dim; d++) {
      from[d] = rest % counts[d] * shape[d];
      size[d] = Math.min(shape[d], grid.size(d) - from[d]);
      start[d] = from[d];
      rest /= counts[d];
    }
    grid.voxelToWorld(start, start);
    return new Box(grid, from, size, start);
  }

  /**
   * Works on all boxes.
   *
   * @param parallel splits the work, by the boxes alone
   * @param workers makes what one thread at a time works with
   * @param use what to do with a box
   */
  public <W> void forEach(Parallel parallel, Supplier<W> workers, BiConsumer<W, Box> use) {
    int tasks = Math.min(count, MOST_TASKS);
    parallel.run(
        tasks,
        workers,
        (worker, task) -> {
          int end = (int) ((long) count * (task + 1) / tasks);
          for (int i = (int) ((long) count * task / tasks); i < end; i++) {
            use.accept(worker, box(i));
          }
        });
  }

  /**
   * Some neighbouring voxels, row by row along the first axis.
   *
   * @param grid that they belong to
   * @param from first voxel, along each axis
   * @param size voxels along each axis
   * @param start centre of the first voxel, world mm
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
  public record Box(ImageGrid grid, int[] from, int[] size, double[] start) {

    /** Voxels in it. */
    public int voxelCount() {
      int n = 1;
      for (int s : size) {
        n *= s;
      }
      return n;
    }

    /** Rows in it. */
    public int rowCount() {
      return voxelCount() / size[0];
    }

    /**
     * The number, in the whole grid, of the first voxel of one row.
     *
     * @param row its number in the box
     */
    public int voxelOfRow(int row) {
      int voxel = from[0];
      int stride = grid.size(0);
      int rest = row;
      for (int d = 1; d < size.length; d++) {
        voxel += (from[d] + rest % size[d]) * stride;
        stride *= grid.size(d);
        rest /= size[d];
      }
      return voxel;
    }
  }
}
