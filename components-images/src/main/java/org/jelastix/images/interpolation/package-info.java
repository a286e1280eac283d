/**
 * Interpolators: scalar images as functions of world position.
 *
 * <p>{@link org.jelastix.images.interpolation.GridInterpolator} brings points from the world to
 * voxel coordinates and gradients back; a {@code VoxelFunction} knows nothing of the world. Of each
 * function there is one plain implementation for any dimension, which is the reference, and fast
 * ones in two and three dimensions.
 */
package org.jelastix.images.interpolation;
