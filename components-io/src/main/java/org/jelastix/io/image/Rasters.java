package org.jelastix.io.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.PixelType;
import org.jelastix.io.file.InputFiles;
import org.jelastix.io.file.Problems;

/** What the picture formats share: from a picture to gray values, and back. */
final class Rasters {
  private Rasters() {}

  /**
   * Gray values of one picture.
   *
   * @param values row by row from the top
   * @param type of the samples in the file, or FLOAT if they were mixed from colours
   * @param width of a row
   * @param height number of rows
   */
  record Gray(double[] values, PixelType type, int width, int height) {}

  /**
   * Reads the first picture of a file with the JDK's reader for a format.
   *
   * @param file exists
   * @param format its name in ImageIO
   * @throws InputException if it is not such a picture, or corrupt
   */
  static Gray read(Path file, String format) {
    return read(file, format, Integer.MAX_VALUE);
  }

  /**
   * Reads the first picture of a file with the JDK's reader for a format.
   *
   * @param file exists
   * @param format its name in ImageIO
   * @param mostPixelsPerByte how well the format can compress; larger pictures are refused unread
   * @throws InputException if it is not such a picture, or corrupt
   */
  static Gray read(Path file, String format, long mostPixelsPerByte) {
    InputFiles.requireRegular(file);
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    if (!readers.hasNext()) {
      throw new InputException(file + ": this Java has no reader for " + format + " pictures");
    }
    ImageReader reader = readers.next();
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      reader.setInput(in, true, true);
      long width = reader.getWidth(0);
      long height = reader.getHeight(0);
      long length = InputFiles.length(file);
      if (width * height / mostPixelsPerByte > length) {
        throw new InputException(
            file
                + ": the header promises "
                + width
                + " by "
                + height
                + " pixels, too many for a file of "
                + length
                + " bytes");
      }
      return gray(reader, 0, file);
    } catch (IOException e) {
      throw Problems.reading(file, e);
    } catch (RuntimeException e) {
      throw corrupt(file, e);
    } finally {
      reader.dispose();
    }
  }

  static InputException corrupt(Path file, RuntimeException e) {
    if (e instanceof InputException) {
      return (InputException) e;
    }
    String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new InputException(
        file + ": the picture is corrupt (" + Problems.oneLine(what) + ")", e);
  }

  /**
   * Reads one page.
   *
   * @param reader with its input set
   * @param page counted from 0
   * @param file for messages
   */
  static Gray gray(ImageReader reader, int page, Path file) throws IOException {
    return gray(reader, page, file, false);
  }

  /**
   * Reads one page.
   *
   * @param reader with its input set
   * @param page counted from 0
   * @param file for messages
   * @param plain whether samples are taken as they are stored, not as colours
   */
  static Gray gray(ImageReader reader, int page, Path file, boolean plain) throws IOException {
    try {
      long width = reader.getWidth(page);
      long height = reader.getHeight(page);
      long heap = Runtime.getRuntime().maxMemory();
      // A decoded picture takes 1 to 16 bytes a pixel, and the values 8.
      if (width < 1 || height < 1 || width * height > heap / 12) {
        throw new InputException(
            file
                + ": a picture of "
                + width
                + " by "
                + height
                + " pixels does not fit into memory; start Java with a larger -Xmx");
      }
      return plain ? gray(reader.readRaster(page, null)) : gray(reader.read(page));
    } catch (OutOfMemoryError e) {
      throw new InputException(
          file + ": not enough memory for this picture; start Java with a larger -Xmx", e);
    }
  }

  private static Gray gray(BufferedImage picture) {
    return picture.getColorModel() instanceof IndexColorModel
        ? palette(picture)
        : gray(picture.getRaster());
  }

  private static Gray gray(Raster raster) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    double[] values = new double[Math.multiplyExact(width, height)];
    int bands = raster.getNumBands();
    int bits = raster.getSampleModel().getSampleSize(0);
    PixelType type = sampleType(raster, bits);
    double opaque = type.isInteger() ? Math.pow(2, bits) - 1 : 1;
    double[] row = new double[width * bands];
    for (int y = 0; y < height; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int at = x * bands;
        double v = row[at];
        if (bands >= 3) {
          v = (float) Luminance.of(row[at], row[at + 1], row[at + 2]);
        }
        if (bands == 2 || bands == 4) {
          v = (float) (v * row[at + bands - 1] / opaque);
        } else if (bits < 8) {
          v = v * 255 / opaque;
        }
        values[y * width + x] = v;
      }
    }
    return new Gray(values, bands == 1 ? type : PixelType.FLOAT, width, height);
  }

  private static PixelType sampleType(Raster raster, int bits) {
    switch (raster.getSampleModel().getDataType()) {
      case DataBuffer.TYPE_USHORT:
        return bits <= 8 ? PixelType.UNSIGNED_CHAR : PixelType.UNSIGNED_SHORT;
      case DataBuffer.TYPE_SHORT:
        return PixelType.SHORT;
      case DataBuffer.TYPE_INT:
        return bits <= 8 ? PixelType.UNSIGNED_CHAR : PixelType.INT;
      case DataBuffer.TYPE_FLOAT:
        return PixelType.FLOAT;
      case DataBuffer.TYPE_DOUBLE:
        return PixelType.DOUBLE;
      default:
        return PixelType.UNSIGNED_CHAR;
    }
  }

  private static Gray palette(BufferedImage picture) {
    IndexColorModel colours = (IndexColorModel) picture.getColorModel();
    double[] gray = new double[colours.getMapSize()];
    boolean plain = true;
    for (int i = 0; i < gray.length; i++) {
      double v = Luminance.of(colours.getRed(i), colours.getGreen(i), colours.getBlue(i));
      gray[i] = (float) (v * colours.getAlpha(i) / 255.0);
      plain &= gray[i] == Math.rint(gray[i]);
    }
    int width = picture.getWidth();
    int height = picture.getHeight();
    double[] values = new double[Math.multiplyExact(width, height)];
    Raster raster = picture.getRaster();
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        if (row[x] >= gray.length) {
          throw new IllegalArgumentException("a pixel names a colour that is not in the palette");
        }
        values[y * width + x] = gray[row[x]];
      }
    }
    return new Gray(values, plain ? PixelType.UNSIGNED_CHAR : PixelType.FLOAT, width, height);
  }

  /**
   * Values as an image, in float where the type allows.
   *
   * @param gray one picture
   * @param spacing mm along x and y
   * @param file for messages
   */
  static Image image(Gray gray, double[] spacing, Path file) {
    PixelValues values = PixelValues.exactly(file.toString(), gray.values().length, gray.type());
    for (double v : gray.values()) {
      values.add(v);
    }
    int[] size = {gray.width(), gray.height()};
    return values.toImage(
        Geometry.grid(file, size, spacing, new double[2], Geometry.identity(2)), 1, gray.type());
  }

  /**
   * An image as a gray picture of 8 or 16 bits.
   *
   * @param image 2-D, scalar
   * @param file for messages
   * @param format for messages
   * @param sixteen whether 16 bits are possible
   * @throws OutputException if the format cannot hold it
   */
  static BufferedImage picture(Image image, Path file, String format, boolean sixteen) {
    PixelType type = image.storedType();
    boolean fits = type == PixelType.UNSIGNED_CHAR || (sixteen && type == PixelType.UNSIGNED_SHORT);
    if (!fits) {
      throw new OutputException(
          file
              + ": "
              + format
              + " holds pixels of type unsigned char"
              + (sixteen ? " or unsigned short" : "")
              + ", not "
              + type.elastixName()
              + "; change ResultImagePixelType or the format");
    }
    if (image.grid().dimension() != 2 || image.components() != 1) {
      throw new OutputException(
          file + ": " + format + " holds 2-D images with one component, not " + image);
    }
    int width = image.grid().size(0);
    int height = image.grid().size(1);
    BufferedImage picture =
        new BufferedImage(
            width,
            height,
            type == PixelType.UNSIGNED_CHAR
                ? BufferedImage.TYPE_BYTE_GRAY
                : BufferedImage.TYPE_USHORT_GRAY);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        row[x] = (int) PixelWriter.whole(image.value(y * width + x), type);
      }
      picture.getRaster().setSamples(0, y, width, 1, 0, row);
    }
    return picture;
  }
}
