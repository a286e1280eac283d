package org.jelastix.api.spi;

import java.nio.file.Path;
import java.util.List;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.StreamedImage;

/**
 * A file format of images. Found by ServiceLoader; asked in order of file extension first.
 *
 * <p>Readers treat files as hostile: sizes in the header are checked against the file before memory
 * is taken. Writers write beside the final name and move the finished file there.
 */
public interface ImageFormat {

  /** Short name, for example {@code NIfTI}. */
  String name();

  /** Extensions with dot, lower case, longest first where it matters: {@code .nii.gz}. */
  List<String> extensions();

  /**
   * Whether a file looks like this format by its first bytes.
   *
   * @param file exists
   */
  boolean recognises(Path file);

  /**
   * Reads an image; pixels become {@code float} where that is exact, else {@code double}.
   *
   * @param file exists
   * @throws org.jelastix.api.InputException naming file and problem
   */
  Image read(Path file);

  /**
   * Whether images of a dimension can be written.
   *
   * @param dimension of the grid
   */
  boolean canWrite(int dimension);

  /**
   * Writes an image as its {@linkplain Image#storedType() stored type}: for integer types, values
   * are cut toward zero, as elastix does, and clamped to the type's range.
   *
   * @param image what to write
   * @param file final name, overwritten
   * @param compress whether to compress, where the format can
   * @throws org.jelastix.api.OutputException naming file and problem; nothing is left behind
   */
  void write(Image image, Path file, boolean compress);

  /**
   * Writes an image whose values are still to be made, as {@code float}. Formats that can write
   * slices as they come override this; otherwise the whole image is made first.
   *
   * @param image what to write
   * @param file final name, overwritten
   * @param compress whether to compress, where the format can
   * @throws org.jelastix.api.OutputException naming file and problem; nothing is left behind
   */
  default void write(StreamedImage image, Path file, boolean compress) {
    write(image.toImage(), file, compress);
  }
}
