package org.jelastix.images.sampling;

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
 * come from an interpolator.
 */
final class RandomCoordinateSampler implements ImageSampler {
  private final String name;
  private final Interpolator fixed;
  private final List<Mask> masks;
  private final SampleRegion region;
  private final RandomStream random;
  private final int samples;
  private final Parallel parallel;
  private final double[] toWorld;
  private final double[] firstVoxel;

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
  }

  @Override
  public ImageSamples draw() {
    int dim = firstVoxel.length;
    SampleRegion here = region.place(random);
    Attempts attempts = new Attempts(name, samples, !masks.isEmpty());
    double[][] points = new double[dim][samples];
    double[] values = new double[samples];
    boolean[] valid = new boolean[samples];
    PointBatch one = new PointBatch(dim, 1);
    one.resize(1);
    double[] voxel = new double[dim];
    double[] point = new double[dim];
    int found = 0;
    // As many points as are missing, until all have a value: each round draws what the one before
    // had to reject, so that the points are the same as if they were tried one by one.
    while (found < samples) {
      int filled = found;
      while (filled < samples) {
        attempts.next(filled);
        here.draw(random, voxel);
        toWorld(voxel, point);
        if (inMasks(point, one)) {
          for (int d = 0; d < dim; d++) {
            points[d][filled] = point[d];
          }
          filled++;
        }
      }
      interpolate(points, found, values, valid);
      found = keepValid(points, found, values, valid);
    }
    return new ImageSamples(points, values);
  }

  /** Finds the values of all points from one on, and which of them count. */
  private void interpolate(double[][] points, int from, double[] values, boolean[] valid) {
    int chunk = PointBatch.CAPACITY;
    parallel.run(
        (samples - from + chunk - 1) / chunk,
        task -> {
          int first = from + task * chunk;
          int n = Math.min(chunk, samples - first);
          PointBatch batch = new PointBatch(points.length);
          batch.resize(n);
          for (int d = 0; d < points.length; d++) {
            System.arraycopy(points[d], first, batch.axis(d), 0, n);
          }
          double[] batchValues = new double[chunk];
          boolean[] inside = new boolean[chunk];
          fixed.values(batch, batchValues, inside);
          for (int i = 0; i < n; i++) {
            values[first + i] = batchValues[i];
            valid[first + i] = inside[i] && !Double.isNaN(batchValues[i]);
          }
        });
  }

  /** Moves the valid points from one on together; returns how many points there are then. */
  private int keepValid(double[][] points, int from, double[] values, boolean[] valid) {
    int found = from;
    for (int i = from; i < samples; i++) {
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
  private void toWorld(double[] voxel, double[] world) {
    int dim = voxel.length;
    for (int r = 0; r < dim; r++) {
      double sum = firstVoxel[r];
      for (int c = 0; c < dim; c++) {
        sum += toWorld[r * dim + c] * voxel[c];
      }
      world[r] = sum;
    }
  }

  private boolean inMasks(double[] point, PointBatch one) {
    if (masks.isEmpty()) {
      return true;
    }
    for (int d = 0; d < point.length; d++) {
      one.axis(d)[0] = point[d];
    }
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
}
