/**
 * Transforms that take landmarks of the fixed image to given places, and all else smoothly along.
 */
package org.jelastix.transforms.landmark;
