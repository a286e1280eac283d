package org.jelastix.runtime;

import java.util.List;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.Mask;
import org.jelastix.api.random.RandomStream;
import org.jelastix.api.spi.Extras;

/**
 * What one parameter file is run on.
 *
 * @param fixed as given by the caller
 * @param moving as given by the caller
 * @param fixedMasks as given by the caller
 * @param movingMasks as given by the caller
 * @param initial the transform to start from; null for none
 * @param random of this file
 * @param extras what was given beside the images
 */
record StageInputs(
    List<Image> fixed,
    List<Image> moving,
    List<Mask> fixedMasks,
    List<Mask> movingMasks,
    Transform initial,
    RandomStream random,
    Extras extras) {}
