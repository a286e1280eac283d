package org.jelastix.images.pyramid;

import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.MovingPyramidProvider;
import org.jelastix.api.spi.PyramidContext;

/** Shrinking without smoothing, for the moving image. */
public final class MovingShrinkingPyramidProvider implements MovingPyramidProvider {
  private static final PyramidParameters PARAMETERS = new PyramidParameters(Side.MOVING);

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
