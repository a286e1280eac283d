/** Spatial transforms: maps from the fixed to the moving world, with their derivatives. */
package org.jelastix.transforms;
