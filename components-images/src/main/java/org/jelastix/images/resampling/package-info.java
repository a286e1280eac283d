/** Resamplers: bring the moving image onto the fixed image's grid. */
package org.jelastix.images.resampling;
