package org.jelastix.api.spi;

import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;

/**
 * What a resampler needs.
 *
 * @param parameters of this resampler
 * @param grid of the output
 * @param parallel splits work
 */
public record ResamplerContext(ComponentParameters parameters, ImageGrid grid, Parallel parallel) {}
