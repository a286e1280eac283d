package org.jelastix.images.pyramid;

import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.MovingPyramidProvider;
import org.jelastix.api.spi.PyramidContext;

/** Smoothing and rescaling with schedules of their own, for the moving image. */
public final class MovingGenericPyramidProvider implements MovingPyramidProvider {
  private static final PyramidParameters PARAMETERS = new PyramidParameters(Side.MOVING);

  @Override
  public ComponentInfo info() {
    return PARAMETERS.genericInfo(
        "MovingGenericImagePyramid",
        "Gaussian smoothing and rescaling, each with its own schedule.");
  }

  @Override
  public ImagePyramid create(PyramidContext context) {
    return GenericPyramid.of(PARAMETERS, context);
  }
}
