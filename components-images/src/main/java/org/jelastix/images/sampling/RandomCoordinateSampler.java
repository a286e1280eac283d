package org.jelastix.images.sampling;

import java.util.List;
import org.jelastix.api.component.ImageSampler;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
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

  /**
   * @param name in messages
   * @param fixed the image as a function
   * @param masks a point must lie in all of them
   * @param region from where to draw
   * @param random the registration's stream
   * @param samples how many a draw
   */
  RandomCoordinateSampler(
      String name,
      Interpolator fixed,
      List<Mask> masks,
      SampleRegion region,
      RandomStream random,
      int samples) {
    this.name = name;
    this.fixed = fixed;
    this.masks = masks;
    this.region = region;
    this.random = random;
    this.samples = samples;
  }

  @Override
  public ImageSamples draw() {
    ImageGrid grid = fixed.grid();
    int dim = grid.dimension();
    SampleRegion here = region.place(random);
    Attempts attempts = new Attempts(name, samples, !masks.isEmpty());
    double[][] points = new double[dim][samples];
    double[] values = new double[samples];
    PointBatch batch = new PointBatch(dim);
    double[] batchValues = new double[batch.capacity()];
    boolean[] inside = new boolean[batch.capacity()];
    double[] point = new double[dim];
    int found = 0;
    while (found < samples) {
      int wanted = Math.min(batch.capacity(), samples - found);
      int filled = 0;
      batch.resize(wanted);
      while (filled < wanted) {
        attempts.next(found + filled);
        here.draw(random, point);
        grid.voxelToWorld(point, point);
        for (int d = 0; d < dim; d++) {
          batch.axis(d)[filled] = point[d];
        }
        if (inMasks(batch, filled)) {
          filled++;
        }
      }
      fixed.values(batch, batchValues, inside);
      for (int i = 0; i < wanted; i++) {
        if (inside[i] && !Double.isNaN(batchValues[i])) {
          for (int d = 0; d < dim; d++) {
            points[d][found] = batch.axis(d)[i];
          }
          values[found] = batchValues[i];
          found++;
        }
      }
    }
    return new ImageSamples(points, values);
  }

  private boolean inMasks(PointBatch batch, int i) {
    for (Mask mask : masks) {
      if (!mask.contains(batch, i)) {
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
