package org.jelastix.io.image;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.spi.ImageFormat;
import org.jelastix.io.file.InputFiles;
import org.jelastix.io.file.NewFile;
import org.jelastix.io.file.Problems;

/**
 * TIFF: 2-D images, and 3-D ones with a page for each slice, of all whole-number types up to 32
 * bits, float and double. Colours become luminance. The spacing of the first page's resolution (per
 * inch or cm) is kept, slices are 1 mm apart, as ITK has it; origin and direction are not kept.
 * Pages that are thumbnails or masks of others are passed over.
 */
public final class TiffFormat implements ImageFormat {
  private static final int SUBFILE_TYPE = 254;
  private static final int BITS = 258;
  private static final int PHOTOMETRIC = 262;
  private static final int SAMPLES = 277;
  private static final int X_RESOLUTION = 282;
  private static final int Y_RESOLUTION = 283;
  private static final int RESOLUTION_UNIT = 296;
  private static final int SAMPLE_FORMAT = 339;
  private static final int MOST_PAGES = 65535;

  /** Ready to use. */
  public TiffFormat() {}

  @Override
  public String name() {
    return "TIFF";
  }

  @Override
  public List<String> extensions() {
    return List.of(".tiff", ".tif");
  }

  @Override
  public boolean recognises(Path file) {
    byte[] head = InputFiles.head(file, 4);
    if (head.length < 4 || head[0] != head[1]) {
      return false;
    }
    int version = head[0] == 'I' ? head[2] | head[3] << 8 : head[3] | head[2] << 8;
    return (head[0] == 'I' || head[0] == 'M') && (version == 42 || version == 43);
  }

  @Override
  public Image read(Path file) {
    InputFiles.requireRegular(file);
    ImageReader reader = reader(file);
    try (ImageInputStream in = new FileImageInputStream(file.toFile());
        ImageInputStream again = new FileImageInputStream(file.toFile())) {
      List<Directory> pages = pages(new TIFFReader().read(in));
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < pages.size(); i++) {
        // Bits 0 and 2: a reduced copy, a transparency mask.
        if (((long) number(pages.get(i), SUBFILE_TYPE, 0) & 5) == 0) {
          numbers.add(i);
        }
      }
      if (numbers.isEmpty() || numbers.size() > MOST_PAGES) {
        throw new InputException(
            file + ": " + numbers.size() + " pages; 1 to " + MOST_PAGES + " can be read");
      }
      reader.setInput(again, false, true);
      return image(reader, pages, numbers, file);
    } catch (IOException e) {
      throw Problems.reading(file, e);
    } catch (RuntimeException e) {
      throw Rasters.corrupt(file, e);
    } catch (OutOfMemoryError e) {
      throw new InputException(
          file + ": not enough memory for this picture; start Java with a larger -Xmx", e);
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(Path file) {
    ImageReaderSpi provider = new TIFFImageReaderSpi();
    try {
      return provider.createReaderInstance(null);
    } catch (IOException e) {
      throw Problems.reading(file, e);
    }
  }

  private static List<Directory> pages(Directory root) {
    List<Directory> pages = new ArrayList<>();
    if (root instanceof CompoundDirectory) {
      for (int i = 0; i < ((CompoundDirectory) root).directoryCount(); i++) {
        pages.add(((CompoundDirectory) root).getDirectory(i));
      }
    } else {
      pages.add(root);
    }
    return pages;
  }

  private static double number(Directory page, int tag, double otherwise) {
    Entry entry = page.getEntryById(tag);
    Object value = entry == null ? null : entry.getValue();
    if (value instanceof Number) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof int[] && ((int[]) value).length > 0) {
      return ((int[]) value)[0];
    }
    if (value instanceof short[] && ((short[]) value).length > 0) {
      return ((short[]) value)[0];
    }
    return otherwise;
  }

  private static Image image(
      ImageReader reader, List<Directory> pages, List<Integer> numbers, Path file)
      throws IOException {
    Directory head = pages.get(numbers.get(0));
    double[] plane = spacing(head);
    Rasters.Gray first = page(reader, numbers.get(0), head, file);
    PixelType type = declared(head, first.type());
    int depth = numbers.size();
    PixelValues values =
        PixelValues.exactly(file.toString(), (long) first.values().length * depth, type);
    for (int k = 0; k < depth; k++) {
      Directory own = pages.get(numbers.get(k));
      Rasters.Gray page = k == 0 ? first : page(reader, numbers.get(k), own, file);
      if (page.width() != first.width()
          || page.height() != first.height()
          || declared(own, page.type()) != type) {
        throw new InputException(
            file
                + ": page "
                + (numbers.get(k) + 1)
                + " has another size or pixel type than the first; slices must be alike");
      }
      for (double v : page.values()) {
        values.add(
            type == PixelType.UNSIGNED_INT && v < 0
                ? v + 4294967296.0
                : type == PixelType.CHAR && v > 127 ? v - 256 : v);
      }
    }
    int dim = depth > 1 ? 3 : 2;
    int[] size = Arrays.copyOf(new int[] {first.width(), first.height(), depth}, dim);
    double[] spacing = Arrays.copyOf(new double[] {plane[0], plane[1], 1}, dim);
    ImageGrid grid = Geometry.grid(file, size, spacing, new double[dim], Geometry.identity(dim));
    return values.toImage(grid, 1, type);
  }

  /**
   * Gray samples of 8 bits and more as they are stored, whether or not the file says that white is
   * 0, as ITK takes them; decoded as a picture, floats would be cut to 0 … 1. All else as a
   * picture.
   */
  private static Rasters.Gray page(ImageReader reader, int number, Directory page, Path file)
      throws IOException {
    boolean gray =
        number(page, PHOTOMETRIC, 1) <= 1
            && number(page, SAMPLES, 1) == 1
            && number(page, BITS, 1) >= 8;
    return Rasters.gray(reader, number, file, gray);
  }

  /** The type of samples, where the decoded picture does not show whether they have a sign. */
  private static PixelType declared(Directory page, PixelType decoded) {
    int format = (int) number(page, SAMPLE_FORMAT, 1);
    int bits = (int) number(page, BITS, 1);
    if (decoded == PixelType.INT && format == 1 && bits == 32) {
      return PixelType.UNSIGNED_INT;
    }
    if (decoded == PixelType.UNSIGNED_CHAR && format == 2 && bits == 8) {
      return PixelType.CHAR;
    }
    return decoded;
  }

  private static double[] spacing(Directory page) {
    double x = number(page, X_RESOLUTION, 0);
    double y = number(page, Y_RESOLUTION, 0);
    int unit = (int) number(page, RESOLUTION_UNIT, 1);
    double mm = unit == 2 ? 25.4 : unit == 3 ? 10.0 : 0;
    if (mm > 0 && x > 0 && y > 0 && Double.isFinite(x) && Double.isFinite(y)) {
      // libtiff holds resolutions as float.
      return new double[] {mm / (float) x, mm / (float) y};
    }
    return Geometry.ones(2);
  }

  @Override
  public boolean canWrite(int dimension) {
    return dimension == 2 || dimension == 3;
  }

  @Override
  public void write(Image image, Path file, boolean compress) {
    ImageGrid grid = image.grid();
    if (!canWrite(grid.dimension()) || image.components() != 1) {
      throw new OutputException(
          file + ": TIFF holds 2-D and 3-D images with one component, not " + image);
    }
    if (image.storedType().bytes() == 8 && image.storedType().isInteger()) {
      throw new OutputException(
          file
              + ": TIFF holds whole numbers of up to 32 bits, not "
              + image.storedType().elastixName()
              + "; change ResultImagePixelType or the format");
    }
    int depth = grid.dimension() == 3 ? grid.size(2) : 1;
    long bytes = (long) image.length() * image.storedType().bytes();
    if (depth > MOST_PAGES || bytes + depth * 256L > 0xffff0000L) {
      throw new OutputException(
          file + ": TIFF holds up to " + MOST_PAGES + " slices and 4 GiB; choose another format");
    }
    try (NewFile out = NewFile.beside(file)) {
      new Writing(image, out.channel(), compress).run(out.stream(), depth);
      out.commit();
    } catch (IOException e) {
      throw Problems.writing(file, e);
    }
  }

  /** One file being written: the pages' pixels first, then all their directories. */
  private static final class Writing {
    private static final int ENTRIES = 14;
    private static final int DIRECTORY = 2 + ENTRIES * 12 + 4 + 16;

    private final Image image;
    private final FileChannel channel;
    private final boolean compress;

    Writing(Image image, FileChannel channel, boolean compress) {
      this.image = image;
      this.channel = channel;
      this.compress = compress;
    }

    void run(OutputStream stream, int depth) throws IOException {
      int pixels = image.length() / depth;
      long[] starts = new long[depth + 1];
      stream.write(new byte[8]);
      for (int k = 0; k < depth; k++) {
        stream.flush();
        starts[k] = channel.position();
        page(stream, k * pixels, pixels);
      }
      stream.flush();
      starts[depth] = channel.position();
      long directories = starts[depth] + (starts[depth] & 1);
      stream.write(new byte[(int) (directories - starts[depth])]);
      for (int k = 0; k < depth; k++) {
        long at = directories + (long) k * DIRECTORY;
        stream.write(directory(at, starts[k], starts[k + 1] - starts[k], k + 1 < depth));
      }
      stream.flush();
      ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      head.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt((int) directories).flip();
      long at = 0;
      while (head.hasRemaining()) {
        at += channel.write(head, at);
      }
    }

    private void page(OutputStream stream, int first, int count) throws IOException {
      if (!compress) {
        PixelWriter.write(image, first, 1, count, ByteOrder.LITTLE_ENDIAN, stream);
        return;
      }
      Deflater deflater = new Deflater(Deflater.BEST_SPEED);
      try {
        DeflaterOutputStream packed = new DeflaterOutputStream(stream, deflater, 1 << 16);
        PixelWriter.write(image, first, 1, count, ByteOrder.LITTLE_ENDIAN, packed);
        packed.finish();
      } finally {
        deflater.end();
      }
    }

    private byte[] directory(long at, long pixels, long bytes, boolean more) {
      ImageGrid grid = image.grid();
      PixelType type = image.storedType();
      ByteBuffer b = ByteBuffer.allocate(DIRECTORY).order(ByteOrder.LITTLE_ENDIAN);
      long rationals = at + DIRECTORY - 16;
      b.putShort((short) ENTRIES);
      entry(b, SUBFILE_TYPE, 4, more || grid.dimension() == 3 ? 2 : 0);
      entry(b, 256, 4, grid.size(0));
      entry(b, 257, 4, grid.size(1));
      entry(b, BITS, 3, type.bytes() * 8L);
      entry(b, 259, 3, compress ? 8 : 1);
      entry(b, 262, 3, 1);
      entry(b, 273, 4, pixels);
      entry(b, 277, 3, 1);
      entry(b, 278, 4, grid.size(1));
      entry(b, 279, 4, bytes);
      entry(b, X_RESOLUTION, 5, rationals);
      entry(b, Y_RESOLUTION, 5, rationals + 8);
      entry(b, RESOLUTION_UNIT, 3, 2);
      entry(b, SAMPLE_FORMAT, 3, !type.isInteger() ? 3 : type.min() < 0 ? 2 : 1);
      b.putInt(more ? (int) (at + DIRECTORY) : 0);
      rational(b, 25.4 / grid.spacing(0));
      rational(b, 25.4 / grid.spacing(1));
      return b.array();
    }

    private static void entry(ByteBuffer b, int tag, int type, long value) {
      b.putShort((short) tag).putShort((short) type).putInt(1).putInt((int) value);
    }

    /** The nearest fraction of two 32-bit numbers, by continued fractions. */
    private static void rational(ByteBuffer b, double value) {
      double rest = value;
      long p0 = 0;
      long q0 = 1;
      long p1 = 1;
      long q1 = 0;
      for (int i = 0; i < 40; i++) {
        double whole = Math.floor(rest);
        double p = whole * p1 + p0;
        double q = whole * q1 + q0;
        if (p > 0xffffffffL || q > 0xffffffffL) {
          break;
        }
        p0 = p1;
        q0 = q1;
        p1 = (long) p;
        q1 = (long) q;
        if (rest - whole < 1e-12 || Math.abs((double) p1 / q1 - value) <= Math.ulp(value)) {
          break;
        }
        rest = 1 / (rest - whole);
      }
      if (q1 == 0) {
        p1 = 0xffffffffL;
        q1 = 1;
      }
      b.putInt((int) p1).putInt((int) q1);
    }
  }
}
