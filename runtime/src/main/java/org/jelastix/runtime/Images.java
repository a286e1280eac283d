package org.jelastix.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.StreamedImage;
import org.jelastix.api.spi.ImageFormat;
import org.jelastix.runtime.registry.Formats;

/** Reads and writes image files of every format that is installed. Immutable and thread-safe. */
public final class Images {
  private final List<ImageFormat> formats;

  Images(Formats formats) {
    this.formats = formats.images();
  }

  /** The formats on the module path or class path. */
  public static Images standard() {
    return new Images(Formats.standard());
  }

  /**
   * Reads an image. The format is chosen by the name, or else by what is in the file.
   *
   * @param file its name
   * @throws InputException naming file and problem
   */
  public Image read(Path file) {
    if (!Files.exists(file)) {
      throw new InputException(file + ": no such file");
    }
    if (Files.isDirectory(file)) {
      throw new InputException(file + ": is a folder, not an image");
    }
    Optional<ImageFormat> named = byName(file);
    if (named.isPresent()) {
      return named.get().read(file);
    }
    for (ImageFormat format : formats) {
      if (format.recognises(file)) {
        return format.read(file);
      }
    }
    throw new InputException(
        file + ": not an image of a known format; known are " + String.join(" ", extensions()));
  }

  /**
   * Reads an image of which the dimension is known. As ITK does: a file of fewer dimensions gets
   * more, of size 1, spacing 1 and origin 0; one of more dimensions, of size 1, loses them, and its
   * directions with them.
   *
   * @param file its name
   * @param dimension of the image
   * @throws InputException naming file and problem; also if the file has several voxels along an
   *     axis that is too many
   */
  public Image read(Path file, int dimension) {
    return withDimension(read(file), dimension, file);
  }

  /**
   * An image that was read before its dimension was known, as {@link #read(Path, int)} gives it.
   *
   * @param image as it is in its file
   * @param dimension of the image
   * @param file its name, for messages
   * @throws InputException if the image has several voxels along an axis that is too many
   */
  public static Image withDimension(Image image, int dimension, Path file) {
    ImageGrid grid = image.grid();
    int own = grid.dimension();
    for (int d = dimension; d < own; d++) {
      if (grid.size(d) != 1) {
        throw new InputException(
            file
                + ": an image of "
                + own
                + " dimensions, size "
                + Arrays.toString(grid.size())
                + ", where "
                + dimension
                + " are expected");
      }
    }
    return own == dimension ? image : image.onGrid(withDimension(grid, dimension));
  }

  private static ImageGrid withDimension(ImageGrid grid, int dimension) {
    int own = grid.dimension();
    int[] size = Arrays.copyOf(grid.size(), dimension);
    double[] spacing = Arrays.copyOf(grid.spacing(), dimension);
    double[] old = grid.direction();
    double[] direction = new double[dimension * dimension];
    for (int d = 0; d < dimension; d++) {
      size[d] = Math.max(1, size[d]);
      spacing[d] = d < own ? spacing[d] : 1;
      for (int c = 0; c < dimension; c++) {
        boolean kept = own < dimension && d < own && c < own;
        direction[d * dimension + c] = kept ? old[d * own + c] : d == c ? 1 : 0;
      }
    }
    return new ImageGrid(size, spacing, Arrays.copyOf(grid.origin(), dimension), direction);
  }

  /**
   * Reads a mask: all voxels that are not 0.
   *
   * @param file its name
   * @throws InputException naming file and problem
   */
  public Mask readMask(Path file) {
    return mask(file, read(file));
  }

  /**
   * Reads a mask of which the dimension is known, as {@link #read(Path, int)}.
   *
   * @param file its name
   * @param dimension of the image that it belongs to
   * @throws InputException naming file and problem
   */
  public Mask readMask(Path file, int dimension) {
    return mask(file, read(file, dimension));
  }

  private static Mask mask(Path file, Image image) {
    if (image.components() != 1) {
      throw new InputException(
          file + ": a mask has 1 component a voxel, this has " + image.components());
    }
    return Mask.of(image);
  }

  /**
   * Writes an image as its stored type.
   *
   * @param image what to write
   * @param file its name, whose extension chooses the format; overwritten
   * @param compress whether to compress, where the format can
   * @throws OutputException naming file and problem; nothing is left behind
   */
  public void write(Image image, Path file, boolean compress) {
    writable(image.grid(), file).write(image, file, compress);
  }

  /**
   * Writes an image whose values are still to be made, as {@code float}: into uncompressed files of
   * MetaImage, NIfTI and NRRD slice by slice, so that it is never in memory as a whole.
   *
   * @param image what to write
   * @param file its name, whose extension chooses the format; overwritten
   * @param compress whether to compress, where the format can
   * @throws OutputException naming file and problem; nothing is left behind
   */
  public void write(StreamedImage image, Path file, boolean compress) {
    writable(image.grid(), file).write(image, file, compress);
  }

  private ImageFormat writable(ImageGrid grid, Path file) {
    Optional<ImageFormat> named = byName(file);
    if (named.isEmpty()) {
      throw new OutputException(
          file
              + ": no image format has this extension; known are "
              + String.join(" ", extensions()));
    }
    ImageFormat format = named.get();
    if (!format.canWrite(grid.dimension())) {
      throw new OutputException(
          file
              + ": "
              + format.name()
              + " files cannot hold images of "
              + grid.dimension()
              + " dimensions");
    }
    return format;
  }

  /** The file name extensions known, with dot. */
  public List<String> extensions() {
    return formats.stream().flatMap(f -> f.extensions().stream()).sorted().distinct().toList();
  }

  /** The format of the longest extension that the name has. */
  private Optional<ImageFormat> byName(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    ImageFormat best = null;
    int most = 0;
    for (ImageFormat format : formats) {
      int length = longest(format, name);
      if (length > most) {
        best = format;
        most = length;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int longest(ImageFormat format, String name) {
    int most = 0;
    for (String extension : format.extensions()) {
      if (name.endsWith(extension)) {
        most = Math.max(most, extension.length());
      }
    }
    return most;
  }
}
