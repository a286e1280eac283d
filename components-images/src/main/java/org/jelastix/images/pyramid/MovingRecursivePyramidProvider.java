package org.jelastix.images.pyramid;

import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.MovingPyramidProvider;
import org.jelastix.api.spi.PyramidContext;

/**
 * Gaussian smoothing and shrinking, each level made of the next finer one, for the moving image.
 */
public final class MovingRecursivePyramidProvider implements MovingPyramidProvider {
  private static final PyramidParameters PARAMETERS = new PyramidParameters(Side.MOVING);

  @Override
  public ComponentInfo info() {
    return PARAMETERS
        .info(
            "RecursiveImagePyramid",
            "Gaussian smoothing and shrinking, each level made of the next finer one.")
        .reference(
            "P.J. Burt and E.H. Adelson, \"The Laplacian pyramid as a compact image code\", IEEE Transactions on Communications 31(4), 1983.");
  }

  @Override
  public ImagePyramid create(PyramidContext context) {
    int[][] schedule =
        PARAMETERS.schedule(context.parameters(), context.image().grid().dimension());
    return new RecursivePyramid(context.image(), Schedule.descending(schedule), context.parallel());
  }
}
