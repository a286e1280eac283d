package org.jelastix.images.sampling;

import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.ImageSampler;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.random.RandomStream;
import org.jelastix.api.spi.SamplerContext;

/** Voxels of the mask, listed once and then drawn uniformly, with repetition. */
final class RandomSparseMaskSampler implements ImageSampler {
  private final LatticeSampler all;
  private final RandomStream random;
  private final int samples;

  RandomSparseMaskSampler(SamplerContext context, int samples) {
    if (context.mask().isEmpty()) {
      throw new RegistrationException(
          "RandomSparseMask sampler: needs a fixed mask; without one use Random");
    }
    this.all = new LatticeSampler(context, Lattice.of(VoxelBox.of(context)));
    this.random = context.random();
    this.samples = samples;
  }

  @Override
  public ImageSamples draw() {
    ImageSamples from = all.draw();
    double[][] points = new double[from.dimension()][samples];
    double[] values = new double[samples];
    for (int i = 0; i < samples; i++) {
      int drawn = random.nextInteger(from.size() - 1);
      for (int d = 0; d < points.length; d++) {
        points[d][i] = from.axis(d)[drawn];
      }
      values[i] = from.values()[drawn];
    }
    return new ImageSamples(points, values);
  }

  @Override
  public boolean isRandom() {
    return true;
  }
}
