package org.jelastix.images.sampling;

import java.util.Optional;
import org.jelastix.api.component.ImageSampler;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.random.RandomStream;
import org.jelastix.api.spi.SamplerContext;

/**
 * Voxels of the image drawn uniformly, with repetition, rejecting those outside of the mask.
 *
 * <p>Each draw has a stream of its own, forked from the registration's; a voxel's number in the box
 * is {@code ⌊u·(N-½)⌋} with u uniform on (0, 1), so that the last voxel comes half as often as the
 * others, and the first number of each stream is skipped: as with ITK's random iterator.
 */
final class RandomVoxelSampler implements ImageSampler {
  private final Image image;
  private final Optional<Mask> mask;
  private final RandomStream random;
  private final int samples;
  private final VoxelBox box;

  RandomVoxelSampler(SamplerContext context, int samples) {
    this.image = context.fixed().get(0);
    this.mask = context.mask();
    this.random = context.random();
    this.samples = samples;
    this.box = VoxelBox.of(context);
  }

  @Override
  public ImageSamples draw() {
    ImageGrid grid = image.grid();
    int dim = grid.dimension();
    int[] strides = grid.strides();
    double[] toWorld = grid.voxelToWorldMatrix();
    double[] origin = grid.firstVoxel();
    RandomStream stream = random.fork();
    double range = box.voxelCount() - 0.5;
    stream.nextOpen();
    Attempts attempts = new Attempts("Random", samples, mask.isPresent());
    double[][] points = new double[dim][samples];
    double[] values = new double[samples];
    PointBatch one = new PointBatch(dim, 1);
    one.resize(1);
    int[] voxel = new int[dim];
    int found = 0;
    while (found < samples) {
      attempts.next(found);
      long position = (long) (stream.nextOpen() * range);
      int offset = 0;
      for (int d = 0; d < dim; d++) {
        voxel[d] = box.first()[d] + (int) (position % box.size()[d]);
        position /= box.size()[d];
        offset += voxel[d] * strides[d];
      }
      for (int r = 0; r < dim; r++) {
        double sum = origin[r];
        for (int c = 0; c < dim; c++) {
          sum += toWorld[r * dim + c] * voxel[c];
        }
        one.axis(r)[0] = sum;
      }
      double value = image.value(offset);
      if (Double.isNaN(value) || (mask.isPresent() && !mask.get().contains(one, 0))) {
        continue;
      }
      for (int d = 0; d < dim; d++) {
        points[d][found] = one.axis(d)[0];
      }
      values[found] = value;
      found++;
    }
    return new ImageSamples(points, values);
  }

  @Override
  public boolean isRandom() {
    return true;
  }
}
