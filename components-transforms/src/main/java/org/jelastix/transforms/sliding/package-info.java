/**
 * B-splines that let organs slide along each other: one tangential field for each organ, and one
 * field along the normals that all share.
 */
package org.jelastix.transforms.sliding;
