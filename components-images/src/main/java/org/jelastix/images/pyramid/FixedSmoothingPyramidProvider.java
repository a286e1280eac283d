package org.jelastix.images.pyramid;

import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.FixedPyramidProvider;
import org.jelastix.api.spi.PyramidContext;

/** Gaussian smoothing at full size, for the fixed image. */
public final class FixedSmoothingPyramidProvider implements FixedPyramidProvider {
  private static final PyramidParameters PARAMETERS = new PyramidParameters(Side.FIXED);

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
