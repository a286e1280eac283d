/** Weighted sums of transforms that are read from files. */
package org.jelastix.transforms.combination;
