/** What every file format has to keep: of images, parameters, points and transforms. */
package org.jelastix.conformance.format;
