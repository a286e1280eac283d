/**
 * Spatial transforms: maps from the fixed to the moving world, with their derivatives.
 *
 * <p>One package a family: {@code affine}, {@code bspline}, {@code landmark}, {@code field}, {@code
 * stack} and {@code combination}; what several of them need is in {@code common}.
 */
package org.jelastix.transforms;
