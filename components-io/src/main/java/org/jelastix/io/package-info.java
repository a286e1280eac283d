/** Formats of images, meshes, point sets, parameter files and transform files. */
package org.jelastix.io;
