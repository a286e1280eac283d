package org.jelastix.images.resampling;

import org.jelastix.api.component.Resampler;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.ResamplerContext;
import org.jelastix.api.spi.ResamplerProvider;

/** The resampler. */
public final class DefaultResamplerProvider implements ResamplerProvider {

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.RESAMPLER,
            "DefaultResampler",
            "Looks up each voxel of the result in the moving image.")
        .parameters(ResamplerParameters.DEFAULT_PIXEL_VALUE, ResamplerParameters.PIXEL_TYPE);
  }

  @Override
  public Resampler create(ResamplerContext context) {
    return BoxResampler.of(context);
  }
}
