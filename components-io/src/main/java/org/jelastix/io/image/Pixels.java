package org.jelastix.io.image;

import java.io.IOException;
import java.io.OutputStream;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.io.file.NewFile;

/** The pixels of an image that is to be written: what a header says about them, and their bytes. */
interface Pixels {

  /** In which order the values stand in a file. */
  enum Order {
    /** All components of a voxel, then those of the next. */
    BY_VOXEL,
    /** One component of all voxels, then the next. */
    BY_COMPONENT
  }

  /** Where the voxels lie. */
  ImageGrid grid();

  /** Values a voxel. */
  int components();

  /** The type that is written. */
  PixelType type();

  /**
   * Writes all values, little-endian.
   *
   * @param out gets them
   * @param order of the values
   */
  void write(OutputStream out, Order order) throws IOException;

  /**
   * Writes all values into a file, little-endian, from its position on; nothing may follow them.
   *
   * @param file gets them
   * @param order of the values
   */
  default void write(NewFile file, Order order) throws IOException {
    OutputStream stream = file.stream();
    write(stream, order);
    stream.flush();
  }
}
