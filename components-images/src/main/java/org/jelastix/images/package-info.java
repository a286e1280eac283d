/** Interpolators, samplers, pyramids and resamplers. */
package org.jelastix.images;
