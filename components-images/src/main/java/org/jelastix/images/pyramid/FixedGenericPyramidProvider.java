package org.jelastix.images.pyramid;

import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.FixedPyramidProvider;
import org.jelastix.api.spi.PyramidContext;

/** Smoothing and rescaling with schedules of their own, for the fixed image. */
public final class FixedGenericPyramidProvider implements FixedPyramidProvider {
  private static final PyramidParameters PARAMETERS = new PyramidParameters(Side.FIXED);

  @Override
  public ComponentInfo info() {
    return PARAMETERS.genericInfo(
        "FixedGenericImagePyramid",
        "Gaussian smoothing and rescaling, each with its own schedule.");
  }

  @Override
  public ImagePyramid create(PyramidContext context) {
    return GenericPyramid.of(PARAMETERS, context);
  }
}
