package org.jelastix.images.sampling;

import org.jelastix.api.component.ImageSampler;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.SamplerContext;
import org.jelastix.api.spi.SamplerProvider;

/** Voxels of a mask drawn at random, however small the mask is. */
public final class RandomSparseMaskSamplerProvider implements SamplerProvider {

  @Override
  public ComponentInfo info() {
    return SamplerParameters.info(
        "RandomSparseMask",
        "As Random, for masks that fill little of their bounding box; lists the mask's voxels"
            + " first.",
        SamplerParameters.SAMPLES);
  }

  @Override
  public ImageSampler create(SamplerContext context) {
    return new RandomSparseMaskSampler(
        context, context.parameters().get(SamplerParameters.SAMPLES));
  }
}
