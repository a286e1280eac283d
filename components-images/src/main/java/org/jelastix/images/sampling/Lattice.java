package org.jelastix.images.sampling;

import java.util.Optional;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;

/**
 * Voxels of an image at regular distances.
 *
 * @param first the first voxel along each axis
 * @param step voxels from one to the next along each axis
 * @param count how many along each axis
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
record Lattice(int[] first, int[] step, int[] count) {
  private static final int POINTS_A_TASK = 1 << 14;

  /** Every voxel of a box. */
  static Lattice of(VoxelBox box) {
    int[] step = new int[box.size().length];
    java.util.Arrays.fill(step, 1);
    return new Lattice(box.first(), step, box.size());
  }

  /**
   * As many voxels as fit in a box, with equal room (to the left by half a voxel less) at both
   * ends.
   *
   * @param box where
   * @param step distance along each axis, at least 1
   */
  static Lattice centred(VoxelBox box, int[] step) {
    int dim = step.length;
    int[] first = new int[dim];
    int[] count = new int[dim];
    for (int d = 0; d < dim; d++) {
      count[d] = 1 + (box.size()[d] - 1) / step[d];
      first[d] = box.first()[d] + (box.size()[d] - ((count[d] - 1) * step[d] + 1)) / 2;
    }
    return new Lattice(first, step, count);
  }

  /**
   * The points in memory order, without those outside of the mask and those whose value is not a
   * number.
   *
   * @param image scalar
   * @param mask of the image, perhaps on another grid
   * @param parallel splits the work by rows
   */
  ImageSamples samples(Image image, Optional<Mask> mask, Parallel parallel) {
    int dim = first.length;
    int rows = 1;
    for (int d = 1; d < dim; d++) {
      rows *= count[d];
    }
    int rowsATask = Math.max(1, POINTS_A_TASK / count[0]);
    int tasks = (rows + rowsATask - 1) / rowsATask;
    int allRows = rows;
    int[] starts = new int[tasks + 1];
    parallel.run(
        tasks,
        () -> new Visitor(image, mask),
        (visitor, t) -> {
          int end = Math.min(allRows, (t + 1) * rowsATask);
          for (int row = t * rowsATask; row < end; row++) {
            starts[t + 1] += visitor.count(row);
          }
        });
    for (int t = 0; t < tasks; t++) {
      starts[t + 1] += starts[t];
    }
    double[][] points = new double[dim][starts[tasks]];
    double[] values = new double[starts[tasks]];
    parallel.run(
        tasks,
        () -> new Visitor(image, mask),
        (visitor, t) -> {
          int end = Math.min(allRows, (t + 1) * rowsATask);
          int at = starts[t];
          for (int row = t * rowsATask; row < end; row++) {
            at += visitor.write(row, points, values, at);
          }
        });
    return new ImageSamples(points, values);
  }

  /** Goes along rows; used by one thread at a time. */
  private final class Visitor {
    private final Image image;
    private final Mask mask;
    private final boolean sameGrid;
    private final int[] strides;
    private final double[] toWorld;
    private final double[] origin;
    private final int[] voxel;
    private final PointBatch point;

    Visitor(Image image, Optional<Mask> mask) {
      ImageGrid grid = image.grid();
      int dim = grid.dimension();
      this.image = image;
      this.mask = mask.orElse(null);
      this.sameGrid = mask.isPresent() && mask.get().grid().equals(grid);
      this.strides = grid.strides();
      this.toWorld = grid.voxelToWorldMatrix();
      this.origin = grid.firstVoxel();
      this.voxel = new int[dim];
      this.point = new PointBatch(dim, 1);
      this.point.resize(1);
    }

    /** The valid points of a row. */
    int count(int row) {
      int offset = goTo(row);
      int found = 0;
      for (int i = 0; i < count[0]; i++) {
        voxel[0] = first[0] + i * step[0];
        found += isValid(offset + voxel[0]) ? 1 : 0;
      }
      return found;
    }

    /** Writes the valid points of a row to a place, and counts them. */
    int write(int row, double[][] points, double[] values, int at) {
      int offset = goTo(row);
      int found = 0;
      for (int i = 0; i < count[0]; i++) {
        voxel[0] = first[0] + i * step[0];
        if (isValid(offset + voxel[0])) {
          findPoint();
          for (int d = 0; d < points.length; d++) {
            points[d][at + found] = point.axis(d)[0];
          }
          values[at + found] = image.value(offset + voxel[0]);
          found++;
        }
      }
      return found;
    }

    /** Goes to a row; returns the number of the voxel at its place 0 along the first axis. */
    private int goTo(int row) {
      int offset = 0;
      int rest = row;
      for (int d = 1; d < voxel.length; d++) {
        voxel[d] = first[d] + rest % count[d] * step[d];
        rest /= count[d];
        offset += voxel[d] * strides[d];
      }
      return offset;
    }

    private boolean isValid(int number) {
      if (Double.isNaN(image.value(number))) {
        return false;
      }
      if (mask == null) {
        return true;
      }
      if (sameGrid) {
        return mask.containsVoxel(number);
      }
      findPoint();
      return mask.contains(point, 0);
    }

    private void findPoint() {
      int dim = voxel.length;
      for (int r = 0; r < dim; r++) {
        double sum = origin[r];
        for (int c = 0; c < dim; c++) {
          sum += toWorld[r * dim + c] * voxel[c];
        }
        point.axis(r)[0] = sum;
      }
    }
  }
}
