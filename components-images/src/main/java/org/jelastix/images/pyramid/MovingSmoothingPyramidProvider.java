package org.jelastix.images.pyramid;

import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.MovingPyramidProvider;
import org.jelastix.api.spi.PyramidContext;

/** Gaussian smoothing at full size, for the moving image. */
public final class MovingSmoothingPyramidProvider implements MovingPyramidProvider {
  private static final PyramidParameters PARAMETERS = new PyramidParameters(Side.MOVING);

  @Override
  public ComponentInfo info() {
    return PARAMETERS
        .info("SmoothingImagePyramid", "Gaussian smoothing at full size.")
        .reference(
            "R. Deriche, \"Fast algorithms for low-level vision\", IEEE Transactions on Pattern Analysis and Machine Intelligence 12(1), 1990.");
  }

  @Override
  public ImagePyramid create(PyramidContext context) {
    int[][] schedule =
        PARAMETERS.schedule(context.parameters(), context.image().grid().dimension());
    return new SmoothingPyramid(context.image(), schedule, context.parallel());
  }
}
