package org.jelastix.images.sampling;

import java.util.Arrays;
import java.util.List;
import org.jelastix.api.component.ImageSampler;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.random.RandomStream;

/**
 * Points anywhere between voxel centres, drawn uniformly, rejecting those outside of a mask; values
 * come from an interpolator. Not thread-safe: buffers are kept from draw to draw.
 */
final class RandomCoordinateSampler implements ImageSampler {
  private static final int MOST_TASKS = 64;

  /** So many that a task is worth more than handing it to a thread. */
  private static final int BATCHES_A_TASK = 2;

  /** So few that their random numbers need little memory. */
  private static final int MOST_A_ROUND = 1 << 16;

  private final String name;
  private final Interpolator fixed;
  private final List<Mask> masks;
  private final SampleRegion region;
  private final RandomStream random;
  private final int samples;
  private final Parallel parallel;
  private final double[] toWorld;
  private final double[] firstVoxel;
  private final boolean[] valid;
  private final Buffer[] buffers;

  /**
   * @param name in messages
   * @param fixed the image as a function
   * @param masks a point must lie in all of them
   * @param region from where to draw
   * @param random the registration's stream
   * @param samples how many a draw
   * @param parallel splits the interpolation; points are drawn in one thread, in order
   */
  RandomCoordinateSampler(
      String name,
      Interpolator fixed,
      List<Mask> masks,
      SampleRegion region,
      RandomStream random,
      int samples,
      Parallel parallel) {
    this.name = name;
    this.fixed = fixed;
    this.masks = masks;
    this.region = region;
    this.random = random;
    this.samples = samples;
    this.parallel = parallel;
    this.toWorld = fixed.grid().voxelToWorldMatrix();
    this.firstVoxel = fixed.grid().firstVoxel();
    this.valid = new boolean[samples];
    int batches = (samples + PointBatch.CAPACITY - 1) / PointBatch.CAPACITY;
    this.buffers = new Buffer[Math.max(1, Math.min(MOST_TASKS, batches / BATCHES_A_TASK))];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = new Buffer(firstVoxel.length);
    }
  }

  @Override
  public ImageSamples draw() {
    int dim = firstVoxel.length;
    SampleRegion here = region.place(random);
    Attempts attempts = new Attempts(name, samples, !masks.isEmpty());
    double[][] points = new double[dim][];
    for (int d = 0; d < dim; d++) {
      points[d] = new double[samples];
    }
    double[] values = new double[samples];
    int found = 0;
    // As many points as are missing, until all have a value: each round draws what the one before
    // had to reject, so that the points are the same as if they were tried one by one.
    while (found < samples) {
      int first = found;
      int end = Math.min(samples, found + MOST_A_ROUND);
      Voxels voxels;
      if (masks.isEmpty()) {
        attempts.next(end - first, first);
        RandomStream.Block numbers = random.take(dim * (end - first));
        voxels = (from, n, spare) -> here.draw(numbers, from - first, spare, points, from, n);
      } else {
        drawInMasks(here, attempts, points, first, end);
        voxels = (from, n, spare) -> {};
      }
      found = interpolate(voxels, points, first, end, values);
    }
    return new ImageSamples(points, values);
  }

  /** Puts the voxel coordinates of some points in their place, if they are not there yet. */
  private interface Voxels {
    /**
     * On several threads, for different points.
     *
     * @param from the first point
     * @param n how many points, at most a batch
     * @param spare as long as a batch has coordinates
     */
    void put(int from, int n, double[] spare);
  }

  /** Voxel coordinates of points in all masks. */
  private void drawInMasks(
      SampleRegion here, Attempts attempts, double[][] voxels, int from, int end) {
    int dim = firstVoxel.length;
    PointBatch one = new PointBatch(dim, 1);
    one.resize(1);
    double[] voxel = new double[dim];
    int filled = from;
    while (filled < end) {
      attempts.next(filled);
      here.draw(random, voxel);
      toWorld(voxel, one);
      if (inMasks(one)) {
        for (int d = 0; d < dim; d++) {
          voxels[d][filled] = voxel[d];
        }
        filled++;
      }
    }
  }

  /**
   * Turns the voxel coordinates of points into world coordinates, finds their values, and moves
   * those that count together; returns how many points there are then.
   */
  private int interpolate(Voxels voxels, double[][] points, int from, int end, double[] values) {
    int batches = (end - from + PointBatch.CAPACITY - 1) / PointBatch.CAPACITY;
    int tasks = Math.min(batches, buffers.length);
    parallel.run(
        tasks,
        task -> {
          Buffer buffer = buffers[task];
          buffer.allValid = true;
          int lastBatch = (int) ((long) (task + 1) * batches / tasks);
          for (int b = (int) ((long) task * batches / tasks); b < lastBatch; b++) {
            int first = from + b * PointBatch.CAPACITY;
            int n = Math.min(PointBatch.CAPACITY, end - first);
            voxels.put(first, n, buffer.spare);
            toWorld(points, first, n, buffer.points);
            fixed.values(buffer.points, buffer.values, buffer.inside);
            for (int d = 0; d < points.length; d++) {
              System.arraycopy(buffer.points.axis(d), 0, points[d], first, n);
            }
            System.arraycopy(buffer.values, 0, values, first, n);
            buffer.allValid &= findValid(values, buffer.inside, first, n);
          }
        });
    for (int task = 0; task < tasks; task++) {
      if (!buffers[task].allValid) {
        return keepValid(points, from, end, values);
      }
    }
    return end;
  }

  /** Finds out which points count, and whether all of them do. */
  private boolean findValid(double[] values, boolean[] inside, int first, int n) {
    boolean[] out = valid;
    boolean all = true;
    for (int i = 0; i < n; i++) {
      double value = values[first + i];
      boolean counts = inside[i] && !Double.isNaN(value);
      out[first + i] = counts;
      all &= counts;
    }
    return all;
  }

  /** Moves the valid points together; returns how many points there are then. */
  private int keepValid(double[][] points, int from, int end, double[] values) {
    int found = from;
    for (int i = from; i < end; i++) {
      if (valid[i]) {
        for (double[] axis : points) {
          axis[found] = axis[i];
        }
        values[found] = values[i];
        found++;
      }
    }
    return found;
  }

  /** As {@link org.jelastix.api.image.ImageGrid#voxelToWorld}, without allocating. */
  private void toWorld(double[] voxel, PointBatch world) {
    int dim = voxel.length;
    for (int r = 0; r < dim; r++) {
      double sum = firstVoxel[r];
      for (int c = 0; c < dim; c++) {
        sum += toWorld[r * dim + c] * voxel[c];
      }
      world.axis(r)[0] = sum;
    }
  }

  /** The same for a batch. */
  private void toWorld(double[][] voxels, int first, int n, PointBatch world) {
    int dim = voxels.length;
    world.resize(n);
    for (int r = 0; r < dim; r++) {
      double[] out = world.axis(r);
      double origin = firstVoxel[r];
      if (dim == 2) {
        double mx = toWorld[2 * r];
        double my = toWorld[2 * r + 1];
        map2(origin, mx, voxels[0], my, voxels[1], first, out, n);
        continue;
      }
      Arrays.fill(out, 0, n, origin);
      for (int c = 0; c < dim; c++) {
        addScaled(toWorld[r * dim + c], voxels[c], first, out, n);
      }
    }
  }

  private static void map2(
      double origin, double mx, double[] x, double my, double[] y, int from, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = origin + mx * x[from + i] + my * y[from + i];
    }
  }

  private static void addScaled(double factor, double[] a, int from, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] += factor * a[from + i];
    }
  }

  private boolean inMasks(PointBatch one) {
    for (Mask mask : masks) {
      if (!mask.contains(one, 0)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean isRandom() {
    return true;
  }

  /** What a task works with. */
  private static final class Buffer {
    private final PointBatch points;
    private final double[] values = new double[PointBatch.CAPACITY];
    private final boolean[] inside = new boolean[PointBatch.CAPACITY];
    private final double[] spare;
    private boolean allValid;

    Buffer(int dimension) {
      this.points = new PointBatch(dimension);
      this.spare = new double[dimension * PointBatch.CAPACITY];
    }
  }
}
