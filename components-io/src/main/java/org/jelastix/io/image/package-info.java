/**
 * Image formats. A format parses its header into a grid, a pixel type and a place in the file; what
 * turns bytes into values and back is shared.
 */
package org.jelastix.io.image;
