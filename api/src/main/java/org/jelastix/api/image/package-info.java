/**
 * Images, grids, masks, points and samples: immutable values that all components share.
 *
 * <p>World coordinates are in mm, in the patient system LPS (first axis to the left, second to the
 * back, third to the head), as in ITK. Voxel coordinates are 0 at the centre of the first stored
 * voxel of each axis; the first axis is the fastest in memory.
 */
package org.jelastix.api.image;
