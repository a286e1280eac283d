package org.jelastix.api.spi;

import java.util.Optional;
import java.util.function.IntFunction;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.random.RandomStream;

/**
 * What an optimizer may look at, at one resolution.
 *
 * @param parameters of this optimizer, at this resolution
 * @param transform being optimised, combined with its initial transform; its parameters are the
 *     cost function's
 * @param scales one a parameter; all 1 if there are none
 * @param fixed the fixed image of this pyramid level
 * @param fixedMask of this level
 * @param fixedGrid of the full-resolution fixed image
 * @param movingGrid of the full-resolution moving image
 * @param gridSamples samples on a regular grid over the level's fixed image and mask, about as many
 *     as asked for
 * @param random its stream, shared with the samplers as elastix shares its one generator
 * @param parallel splits work
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
public record OptimizerContext(
    ComponentParameters parameters,
    Transform transform,
    double[] scales,
    Image fixed,
    Optional<Mask> fixedMask,
    ImageGrid fixedGrid,
    ImageGrid movingGrid,
    IntFunction<ImageSamples> gridSamples,
    RandomStream random,
    Parallel parallel) {}
