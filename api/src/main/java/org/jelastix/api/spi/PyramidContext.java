package org.jelastix.api.spi;

import org.jelastix.api.image.Image;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;

/**
 * What a pyramid is made of.
 *
 * @param parameters of this pyramid; label {@code FixedImagePyramid0} or the like
 * @param image full resolution, scalar
 * @param parallel splits work
 */
public record PyramidContext(ComponentParameters parameters, Image image, Parallel parallel) {}
