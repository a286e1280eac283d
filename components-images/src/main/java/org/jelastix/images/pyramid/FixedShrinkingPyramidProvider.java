package org.jelastix.images.pyramid;

import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.FixedPyramidProvider;
import org.jelastix.api.spi.PyramidContext;

/** Shrinking without smoothing, for the fixed image. */
public final class FixedShrinkingPyramidProvider implements FixedPyramidProvider {
  private static final PyramidParameters PARAMETERS = new PyramidParameters(Side.FIXED);

  @Override
  public ComponentInfo info() {
    return PARAMETERS.info("ShrinkingImagePyramid", "Shrinking without smoothing.");
  }

  @Override
  public ImagePyramid create(PyramidContext context) {
    int[][] schedule =
        PARAMETERS.schedule(context.parameters(), context.image().grid().dimension());
    return new ShrinkingPyramid(context.image(), Schedule.descending(schedule), context.parallel());
  }
}
