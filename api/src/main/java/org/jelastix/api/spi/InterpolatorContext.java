package org.jelastix.api.spi;

import org.jelastix.api.image.Image;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;

/**
 * What an interpolator is made of.
 *
 * @param parameters of this interpolator, at this resolution
 * @param image scalar
 * @param parallel splits work such as prefiltering
 */
public record InterpolatorContext(ComponentParameters parameters, Image image, Parallel parallel) {}
