/** Projections of a volume along rays, for the registration of volumes with X-ray images. */
package org.jelastix.images.projection;
