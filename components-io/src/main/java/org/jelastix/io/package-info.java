/**
 * Formats of images, meshes, point sets, parameter files and transform files.
 *
 * <p>One package a family: {@code image}, {@code points}, {@code parameter}, {@code transform};
 * {@code file} has what they share: opening files without trusting them, and writing files that are
 * either whole or not there.
 */
package org.jelastix.io;
