package org.jelastix.images.sampling;

import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.ImageSampler;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.spi.SamplerContext;

/** The points of a lattice that lie in the mask: the same at every draw, found at the first. */
final class LatticeSampler implements ImageSampler {
  private final SamplerContext context;
  private final Lattice lattice;
  private ImageSamples samples;

  LatticeSampler(SamplerContext context, Lattice lattice) {
    this.context = context;
    this.lattice = lattice;
  }

  @Override
  public ImageSamples draw() {
    if (samples == null) {
      ImageSamples found =
          lattice.samples(context.fixed().get(0), context.mask(), context.parallel());
      if (found.size() == 0) {
        throw new RegistrationException(
            context.mask().isPresent()
                ? "no sample lies inside the fixed mask; it is too small for this sampler"
                : "no voxel of the fixed image is a number");
      }
      samples = found;
    }
    return samples;
  }

  @Override
  public boolean isRandom() {
    return false;
  }
}
