package org.jelastix.images.pyramid;

import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.FixedPyramidProvider;
import org.jelastix.api.spi.PyramidContext;

/** The name of the generic fixed pyramid for graphics cards; runs on the processor. */
public final class OpenClFixedGenericPyramidProvider implements FixedPyramidProvider {
  private static final PyramidParameters PARAMETERS = new PyramidParameters(Side.FIXED);

  private static final Parameter<Boolean> USE_OPENCL =
      Parameter.bool("OpenCLFixedGenericImagePyramidUseOpenCL", true)
          .doc("Accepted for the sake of existing files; the processor does the work anyway.");

  @Override
  public ComponentInfo info() {
    return PARAMETERS
        .genericInfo(
            "OpenCLFixedGenericImagePyramid",
            "The same as FixedGenericImagePyramid, under the name of its version for OpenCL.")
        .parameters(USE_OPENCL);
  }

  @Override
  public ImagePyramid create(PyramidContext context) {
    return GenericPyramid.of(PARAMETERS, context);
  }
}
