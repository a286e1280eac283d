package org.jelastix.api.spi;

import java.util.List;
import java.util.Optional;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.random.RandomStream;

/**
 * What a registration is made of: one parameter file and its inputs.
 *
 * @param parameters of the strategy, label {@code Registration0}, resolution 0; its map is the
 *     whole file
 * @param fixed the fixed images at full resolution, scalar, at least one
 * @param moving the moving images at full resolution, scalar, at least one
 * @param fixedMasks in the order of the images; may be fewer, or more than the images
 * @param movingMasks in the order of the images; may be fewer, or more than the images
 * @param initial the transform to start from or to combine with
 * @param components by which the strategy makes its parts
 * @param extras files and point sets given beside the images
 * @param random the one stream of this file, which samplers and optimizer share
 * @param parallel splits work
 */
public record RegistrationContext(
    ComponentParameters parameters,
    List<Image> fixed,
    List<Image> moving,
    List<Mask> fixedMasks,
    List<Mask> movingMasks,
    Optional<Transform> initial,
    Components components,
    Extras extras,
    RandomStream random,
    Parallel parallel) {

  /** Copies the lists. */
  public RegistrationContext {
    fixed = List.copyOf(fixed);
    moving = List.copyOf(moving);
    fixedMasks = List.copyOf(fixedMasks);
    movingMasks = List.copyOf(movingMasks);
  }

  /** Coordinates of a point. */
  public int dimension() {
    return fixed.get(0).grid().dimension();
  }
}
