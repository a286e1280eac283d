package org.jelastix.io.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jelastix.api.InputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.image.StreamedImage;
import org.jelastix.api.spi.ImageFormat;
import org.jelastix.io.file.InputFiles;
import org.jelastix.io.file.NewFile;
import org.jelastix.io.file.NumberText;
import org.jelastix.io.file.Problems;
import org.jelastix.io.image.PixelSection.Encoding;

/**
 * MetaImage: a text header, with the data behind it ({@code .mha}, LOCAL), in a file beside it
 * ({@code .mhd} with {@code .raw} or {@code .zraw}), or in several files (LIST or a pattern).
 *
 * <p>TransformMatrix holds the direction matrix transposed: each row is the world direction of one
 * axis. Of the spellings of one thing, MetaIO's last word counts: Origin before Offset before
 * Position, TransformMatrix before Rotation before Orientation. ElementToIntensityFunctionSlope and
 * Offset, CenterOfRotation and AnatomicalOrientation change nothing, as in ITK. MET_LONG has 4
 * bytes, MET_LONG_LONG 8.
 */
public final class MetaImageFormat implements ImageFormat {
  private static final Map<String, PixelType> TYPES =
      Map.ofEntries(
          Map.entry("MET_CHAR", PixelType.CHAR),
          Map.entry("MET_ASCII_CHAR", PixelType.CHAR),
          Map.entry("MET_UCHAR", PixelType.UNSIGNED_CHAR),
          Map.entry("MET_SHORT", PixelType.SHORT),
          Map.entry("MET_USHORT", PixelType.UNSIGNED_SHORT),
          Map.entry("MET_INT", PixelType.INT),
          Map.entry("MET_UINT", PixelType.UNSIGNED_INT),
          Map.entry("MET_LONG", PixelType.INT),
          Map.entry("MET_ULONG", PixelType.UNSIGNED_INT),
          Map.entry("MET_LONG_LONG", PixelType.LONG),
          Map.entry("MET_ULONG_LONG", PixelType.UNSIGNED_LONG),
          Map.entry("MET_FLOAT", PixelType.FLOAT),
          Map.entry("MET_DOUBLE", PixelType.DOUBLE));

  private static final String SIZE = "CompressedDataSize = ";

  /** Ready to use. */
  public MetaImageFormat() {}

  @Override
  public String name() {
    return "MetaImage";
  }

  @Override
  public List<String> extensions() {
    return List.of(".mha", ".mhd");
  }

  @Override
  public boolean recognises(Path file) {
    String head = new String(InputFiles.head(file, 8000), StandardCharsets.ISO_8859_1);
    return head.contains("NDims") && (head.contains("DimSize") || head.contains("ObjectType"));
  }

  @Override
  public Image read(Path file) {
    InputFiles.requireRegular(file);
    MetaHeader header = MetaHeader.read(file);
    int dim = (int) header.whole("NDims", 0);
    if (dim < 1 || dim > 5) {
      header.required("NDims");
      throw new InputException(
          header.where("NDims") + ": an image has 1 to 5 dimensions, not " + dim);
    }
    int[] size = size(header, dim);
    ImageGrid grid =
        Geometry.grid(
            file,
            size,
            first(header, dim, Geometry.ones(dim), "ElementSpacing", "ElementSize"),
            first(header, dim, new double[dim], "ImagePosition", "Origin", "Offset", "Position"),
            Geometry.transposed(
                first(
                    header,
                    dim * dim,
                    Geometry.identity(dim),
                    "TransformMatrix",
                    "Rotation",
                    "Orientation"),
                dim));
    PixelType type = type(header);
    long components = header.whole("ElementNumberOfChannels", 1);
    if (components < 1 || components > 1 << 16) {
      throw new InputException(
          header.where("ElementNumberOfChannels")
              + ": an image has 1 to 65536 channels, not "
              + components);
    }
    return pixels(file, header, type, grid, (int) components);
  }

  private static int[] size(MetaHeader header, int dim) {
    header.required("DimSize");
    double[] sizes = header.numbers("DimSize", dim);
    int[] size = new int[dim];
    for (int d = 0; d < dim; d++) {
      if (!(sizes[d] >= 1 && sizes[d] <= Integer.MAX_VALUE)) {
        throw new InputException(
            header.where("DimSize") + ": sizes must be whole numbers of at least 1");
      }
      size[d] = (int) sizes[d];
    }
    return size;
  }

  private static double[] first(MetaHeader header, int count, double[] otherwise, String... names) {
    for (String name : names) {
      double[] values = header.numbers(name, count);
      if (values != null) {
        return values;
      }
    }
    return otherwise;
  }

  private static PixelType type(MetaHeader header) {
    String name = header.required("ElementType");
    String scalar = name.endsWith("_ARRAY") ? name.substring(0, name.length() - 6) : name;
    PixelType type = TYPES.get(scalar);
    if (type == null) {
      throw new InputException(
          header.where("ElementType")
              + ": unknown ElementType \""
              + Problems.oneLine(name)
              + "\"; expected one of MET_UCHAR, MET_CHAR, MET_USHORT, MET_SHORT, MET_UINT, MET_INT,"
              + " MET_ULONG_LONG, MET_LONG_LONG, MET_FLOAT, MET_DOUBLE");
    }
    return type;
  }

  private static Image pixels(
      Path file, MetaHeader header, PixelType type, ImageGrid grid, int components) {
    boolean binary = header.flag("BinaryData", true);
    boolean compressed = binary && header.flag("CompressedData", false);
    boolean bigEndian =
        header.flag("BinaryDataByteOrderMSB", header.flag("ElementByteOrderMSB", false));
    Encoding encoding = !binary ? Encoding.TEXT : compressed ? Encoding.DEFLATED : Encoding.RAW;
    ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    long headerSize = header.whole("HeaderSize", 0);
    List<Path> files = new ArrayList<>();
    boolean local = dataFiles(file, header, grid, files);
    long total = (long) grid.voxelCount() * components;
    if (total % files.size() != 0) {
      throw new InputException(
          file + ": " + total + " values cannot be shared out to " + files.size() + " files");
    }
    long each = total / files.size();
    PixelValues values = null;
    for (Path data : files) {
      Encoding here = encoding;
      Path found = data;
      if (!local && !Files.exists(data)) {
        Path zipped = data.resolveSibling(data.getFileName() + ".gz");
        if (!Files.exists(zipped)) {
          throw new InputException(
              file + ": its data file " + Problems.oneLine(data.toString()) + " does not exist");
        }
        found = zipped;
        here = Encoding.DEFLATED;
      }
      if (!local) {
        InputFiles.requireRegular(found);
      }
      long offset = local ? header.end() : 0;
      if (headerSize > 0) {
        offset = headerSize;
      } else if (headerSize == -1 && here == Encoding.RAW) {
        offset = Math.max(0, InputFiles.length(found) - each * type.bytes());
      }
      PixelSection section = new PixelSection(found, offset, here, type, order, 0);
      if (values == null) {
        values = section.room(total, each);
      }
      section.read((int) each, values);
    }
    return values.toImage(grid, components, type);
  }

  /** Adds the files with data; returns whether it is the header's own. */
  private static boolean dataFiles(Path file, MetaHeader header, ImageGrid grid, List<Path> files) {
    String data = header.required("ElementDataFile");
    if (data.equals("LOCAL") || data.equals("Local") || data.equals("local")) {
      files.add(file);
      return true;
    }
    try {
      if (data.startsWith("LIST")) {
        list(file, header, grid, data, files);
      } else if (data.indexOf('%') >= 0) {
        pattern(file, header, grid, data, files);
      } else {
        files.add(file.resolveSibling(data));
      }
    } catch (InvalidPathException e) {
      throw new InputException(
          header.where("ElementDataFile")
              + ": \""
              + Problems.oneLine(data)
              + "\" is no name of a file",
          e);
    }
    return false;
  }

  private static void list(
      Path file, MetaHeader header, ImageGrid grid, String data, List<Path> files) {
    int dim = grid.dimension();
    int fileDimension = dim - 1;
    String[] words = data.split("\\s+");
    if (words.length > 1) {
      int given = words[1].matches("[0-9]{1,3}") ? Integer.parseInt(words[1]) : 0;
      fileDimension = given == 0 || given > dim ? dim - 1 : given;
    }
    long count = 1;
    for (int d = fileDimension; d < dim; d++) {
      count *= grid.size(d);
    }
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      skipTo(lines, header.end());
      for (long i = 0; i < count; i++) {
        String line = lines.readLine();
        if (line == null || line.isBlank()) {
          throw new InputException(
              file + ": lists " + i + " data files, but the image needs " + count);
        }
        String name = InputFiles.decode(line.strip().getBytes(StandardCharsets.ISO_8859_1));
        files.add(file.resolveSibling(name));
      }
    } catch (IOException e) {
      throw Problems.reading(file, e);
    }
  }

  private static void skipTo(BufferedReader lines, long position) throws IOException {
    for (long left = position; left > 0; ) {
      long skipped = lines.skip(left);
      if (skipped <= 0) {
        return;
      }
      left -= skipped;
    }
  }

  /** {@code name%03d.raw first last step}: one file for each place along the last axis. */
  private static void pattern(
      Path file, MetaHeader header, ImageGrid grid, String data, List<Path> files) {
    String[] words = data.split("\\s+");
    int numbers = 0;
    while (numbers < 3
        && numbers < words.length - 1
        && words[words.length - 1 - numbers].matches("-?[0-9]{1,9}")) {
      numbers++;
    }
    int[] range = new int[numbers];
    for (int i = 0; i < numbers; i++) {
      range[i] = Integer.parseInt(words[words.length - numbers + i]);
    }
    String pattern = String.join(" ", Arrays.asList(words).subList(0, words.length - numbers));
    int count = grid.size(grid.dimension() - 1);
    int from = numbers > 0 ? range[0] : 1;
    int step = numbers > 2 ? range[2] : numbers > 1 ? Math.max(1, (range[1] - from) / count) : 1;
    if (step < 1 || (numbers > 1 && from + (long) (count - 1) * step > range[1])) {
      throw new InputException(
          header.where("ElementDataFile")
              + ": the pattern names fewer files than the "
              + count
              + " that DimSize asks for");
    }
    // Only numbers may be formatted; anything else in the pattern is refused.
    if (!pattern.matches("[^%]*%[0-9]{0,2}[di][^%]*")) {
      throw new InputException(
          header.where("ElementDataFile")
              + ": \""
              + Problems.oneLine(pattern)
              + "\" is no pattern such as slice%03d.raw");
    }
    try {
      String format = pattern.replaceFirst("%([0-9]*)i", "%$1d");
      for (int i = 0; i < count; i++) {
        files.add(file.resolveSibling(String.format(Locale.ROOT, format, from + (long) i * step)));
      }
    } catch (IllegalFormatException e) {
      throw new InputException(
          header.where("ElementDataFile")
              + ": \""
              + Problems.oneLine(pattern)
              + "\" is no pattern such as slice%03d.raw",
          e);
    }
  }

  @Override
  public boolean canWrite(int dimension) {
    return dimension >= 1 && dimension <= 5;
  }

  @Override
  public void write(Image image, Path file, boolean compress) {
    write(new WholePixels(image), file, compress);
  }

  @Override
  public void write(StreamedImage image, Path file, boolean compress) {
    write(new StreamedPixels(image), file, compress);
  }

  private static void write(Pixels pixels, Path file, boolean compress) {
    String name = file.getFileName().toString();
    if (name.toLowerCase(Locale.ROOT).endsWith(".mhd")) {
      writeApart(pixels, file, name.substring(0, name.length() - 4), compress);
    } else {
      writeLocal(pixels, file, compress);
    }
  }

  private static void writeLocal(Pixels pixels, Path file, boolean compress) {
    try (NewFile out = NewFile.beside(file)) {
      // The compressed size is known only afterwards: leave room for it, and come back.
      String blank = " ".repeat(19);
      String header = header(pixels, compress ? blank : null, "LOCAL");
      OutputStream stream = out.stream();
      stream.write(header.getBytes(StandardCharsets.UTF_8));
      stream.flush();
      if (compress) {
        long bytes = deflate(pixels, stream);
        stream.flush();
        String digits = Long.toString(bytes);
        String patch = digits + blank.substring(digits.length());
        ByteBuffer text = ByteBuffer.wrap(patch.getBytes(StandardCharsets.US_ASCII));
        long at = (long) header.indexOf(SIZE) + SIZE.length();
        while (text.hasRemaining()) {
          at += out.channel().write(text, at);
        }
      } else {
        pixels.write(out, Pixels.Order.BY_VOXEL);
      }
      out.commit();
    } catch (IOException e) {
      throw Problems.writing(file, e);
    }
  }

  private static void writeApart(Pixels pixels, Path file, String stem, boolean compress) {
    Path data = file.resolveSibling(stem + (compress ? ".zraw" : ".raw"));
    try (NewFile body = NewFile.beside(data);
        NewFile head = NewFile.beside(file)) {
      String size = null;
      if (compress) {
        OutputStream stream = body.stream();
        size = Long.toString(deflate(pixels, stream));
        stream.flush();
      } else {
        pixels.write(body, Pixels.Order.BY_VOXEL);
      }
      OutputStream text = head.stream();
      text.write(
          header(pixels, size, data.getFileName().toString()).getBytes(StandardCharsets.UTF_8));
      text.flush();
      body.commit();
      head.commit();
    } catch (IOException e) {
      throw Problems.writing(file, e);
    }
  }

  private static long deflate(Pixels pixels, OutputStream stream) throws IOException {
    Deflater deflater = new Deflater(2);
    try {
      DeflaterOutputStream packed = new DeflaterOutputStream(stream, deflater, 1 << 16);
      pixels.write(packed, Pixels.Order.BY_VOXEL);
      packed.finish();
      return deflater.getBytesWritten();
    } finally {
      deflater.end();
    }
  }

  private static String header(Pixels pixels, String compressedSize, String dataFile) {
    ImageGrid grid = pixels.grid();
    int dim = grid.dimension();
    StringBuilder text = new StringBuilder();
    text.append("ObjectType = Image\nNDims = ").append(dim);
    text.append("\nBinaryData = True\nBinaryDataByteOrderMSB = False\n");
    if (compressedSize == null) {
      text.append("CompressedData = False\n");
    } else {
      text.append("CompressedData = True\n").append(SIZE).append(compressedSize);
      text.append('\n');
    }
    line(text, "TransformMatrix", Geometry.transposed(grid.direction(), dim));
    line(text, "Offset", grid.firstVoxel());
    line(text, "CenterOfRotation", new double[dim]);
    if (dim == 3) {
      text.append("AnatomicalOrientation = ").append(orientation(grid)).append('\n');
    }
    line(text, "ElementSpacing", grid.spacing());
    text.append("DimSize =");
    for (int d = 0; d < dim; d++) {
      text.append(' ').append(grid.size(d));
    }
    text.append('\n');
    if (dim != 3) {
      text.append("AnatomicalOrientation = ??\n");
    }
    if (pixels.components() > 1) {
      text.append("ElementNumberOfChannels = ").append(pixels.components()).append('\n');
    }
    text.append("ElementType = ").append(typeName(pixels.type()));
    return text.append("\nElementDataFile = ").append(dataFile).append('\n').toString();
  }

  private static void line(StringBuilder text, String name, double[] values) {
    text.append(name).append(" =");
    for (double v : values) {
      text.append(' ').append(NumberText.of(v));
    }
    text.append('\n');
  }

  /** Where each axis starts, by the world axis that it is nearest to: RAI for the identity. */
  private static String orientation(ImageGrid grid) {
    double[] direction = grid.direction();
    StringBuilder text = new StringBuilder();
    for (int axis = 0; axis < 3; axis++) {
      int nearest = 0;
      for (int r = 1; r < 3; r++) {
        if (Math.abs(direction[r * 3 + axis]) > Math.abs(direction[nearest * 3 + axis])) {
          nearest = r;
        }
      }
      text.append((direction[nearest * 3 + axis] > 0 ? "RAI" : "LPS").charAt(nearest));
    }
    return text.toString();
  }

  private static String typeName(PixelType type) {
    switch (type) {
      case UNSIGNED_CHAR:
        return "MET_UCHAR";
      case CHAR:
        return "MET_CHAR";
      case UNSIGNED_SHORT:
        return "MET_USHORT";
      case SHORT:
        return "MET_SHORT";
      case UNSIGNED_INT:
        return "MET_UINT";
      case INT:
        return "MET_INT";
      case UNSIGNED_LONG:
        return "MET_ULONG_LONG";
      case LONG:
        return "MET_LONG_LONG";
      case FLOAT:
        return "MET_FLOAT";
      default:
        return "MET_DOUBLE";
    }
  }
}
