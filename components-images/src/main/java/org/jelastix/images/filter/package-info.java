/**
 * Filters that work along the lines of an image, axis after axis, as the interpolators' and
 * pyramids' do: how to walk through memory in order, and how to split the work.
 */
package org.jelastix.images.filter;
