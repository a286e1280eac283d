package org.jelastix.images.sampling;

import org.jelastix.api.component.ImageSampler;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.SamplerContext;
import org.jelastix.api.spi.SamplerProvider;

/** All voxels of the fixed image that lie in the mask. */
public final class FullSamplerProvider implements SamplerProvider {

  @Override
  public ComponentInfo info() {
    return SamplerParameters.info(
        "Full", "Every voxel of the fixed image inside the mask, in memory order.");
  }

  @Override
  public ImageSampler create(SamplerContext context) {
    return new LatticeSampler(context, Lattice.of(VoxelBox.of(context)));
  }
}
