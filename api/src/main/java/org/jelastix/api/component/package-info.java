/**
 * What the kinds of components do: transforms, interpolators, samplers, pyramids, metrics,
 * optimizers and resamplers, as they meet each other in a registration.
 *
 * <p>A sampler draws {@link org.jelastix.api.image.ImageSamples} of the fixed image; a {@link
 * org.jelastix.api.component.Transform} maps their points into the moving image's world, batch by
 * batch; an {@link org.jelastix.api.component.Interpolator} gives values and gradients there; a
 * {@link org.jelastix.api.component.Metric} turns them into one value and, through the transform's
 * pullback, into its derivative with respect to the transform's parameters; an {@link
 * org.jelastix.api.component.Optimizer} steps along it.
 */
package org.jelastix.api.component;
