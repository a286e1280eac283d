/** Similarity metrics between two images, and penalties on transforms. */
package org.jelastix.metrics;
