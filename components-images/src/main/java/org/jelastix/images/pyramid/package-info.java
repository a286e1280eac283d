/**
 * Pyramids: smoothed and shrunk versions of an image, coarsest first.
 *
 * <p>Each kind exists for the fixed and for the moving image; they differ in the names of their
 * parameters alone.
 */
package org.jelastix.images.pyramid;
