package org.jelastix.images.resampling;

import org.jelastix.api.component.Resampler;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.ResamplerContext;
import org.jelastix.api.spi.ResamplerProvider;

/** The name of the resampler for graphics cards; runs on the processor. */
public final class OpenClResamplerProvider implements ResamplerProvider {
  private static final Parameter<Boolean> USE_OPENCL =
      Parameter.bool("OpenCLResamplerUseOpenCL", true)
          .doc("Accepted for the sake of existing files; the processor does the work anyway.");

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.RESAMPLER,
            "OpenCLResampler",
            "The same as DefaultResampler, under the name of its version for OpenCL.")
        .parameters(
            ResamplerParameters.DEFAULT_PIXEL_VALUE, ResamplerParameters.PIXEL_TYPE, USE_OPENCL);
  }

  @Override
  public Resampler create(ResamplerContext context) {
    return BoxResampler.of(context);
  }
}
