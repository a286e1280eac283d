package org.jelastix.api.spi;

import java.util.Optional;
import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;

/**
 * What a transform is made for, at one resolution.
 *
 * @param parameters of this transform, at this resolution
 * @param fixed the fixed image, full resolution
 * @param moving the moving image, full resolution
 * @param fixedMask full resolution, as given
 * @param movingMask full resolution, as given
 * @param fixedPyramid for transforms that look at its schedule
 * @param previous the result of the previous resolution; empty at resolution 0
 * @param initial the transform that this one starts from or is combined with, if there is one
 * @param extras files and point sets given beside the images
 * @param parallel splits work
 */
public record TransformContext(
    ComponentParameters parameters,
    Image fixed,
    Image moving,
    Optional<Mask> fixedMask,
    Optional<Mask> movingMask,
    ImagePyramid fixedPyramid,
    Optional<Transform> previous,
    Optional<Transform> initial,
    Extras extras,
    Parallel parallel) {

  /** Coordinates of a point. */
  public int dimension() {
    return fixed.grid().dimension();
  }
}
