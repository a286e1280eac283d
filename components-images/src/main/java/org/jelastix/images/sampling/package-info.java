/**
 * Samplers: which points of the fixed image a metric looks at.
 *
 * <p>Those on a lattice ({@code Full}, {@code Grid}) draw the same points every time; the others
 * draw from the random stream of the registration, in the order in which elastix draws, so that the
 * same seed gives the same samples.
 */
package org.jelastix.images.sampling;
