package org.jelastix.images.sampling;

import org.jelastix.api.component.ImageSampler;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.SamplerContext;
import org.jelastix.api.spi.SamplerProvider;

/** Voxels drawn at random. */
public final class RandomSamplerProvider implements SamplerProvider {

  @Override
  public ComponentInfo info() {
    return SamplerParameters.info(
            "Random",
            "Voxels of the fixed image inside the mask, drawn uniformly with repetition.",
            SamplerParameters.SAMPLES)
        .reference(
            "S. Klein, M. Staring and J.P.W. Pluim, \"Evaluation of optimization methods for"
                + " nonrigid medical image registration using mutual information and B-splines\","
                + " IEEE Transactions on Image Processing 16(12), 2007.");
  }

  @Override
  public ImageSampler create(SamplerContext context) {
    return new RandomVoxelSampler(context, context.parameters().get(SamplerParameters.SAMPLES));
  }
}
