package org.jelastix.io.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * NRRD, in one file ({@code .nrrd}) or with a detached header ({@code .nhdr}); raw, gzip or text.
 *
 * <p>Spaces right-anterior-superior and left-anterior-superior are turned to
 * left-posterior-superior, others are taken as they are, as ITK does. One axis that is no domain
 * (by its kind, or by the space direction "none") holds the components, wherever it stands; colours
 * become luminance. Without a space, spacings and axis mins give the geometry.
 */
public final class NrrdFormat implements ImageFormat {
  private static final Map<String, PixelType> TYPES =
      Map.ofEntries(
          Map.entry("signed char", PixelType.CHAR),
          Map.entry("int8", PixelType.CHAR),
          Map.entry("int8_t", PixelType.CHAR),
          Map.entry("uchar", PixelType.UNSIGNED_CHAR),
          Map.entry("unsigned char", PixelType.UNSIGNED_CHAR),
          Map.entry("uint8", PixelType.UNSIGNED_CHAR),
          Map.entry("uint8_t", PixelType.UNSIGNED_CHAR),
          Map.entry("short", PixelType.SHORT),
          Map.entry("short int", PixelType.SHORT),
          Map.entry("signed short", PixelType.SHORT),
          Map.entry("signed short int", PixelType.SHORT),
          Map.entry("int16", PixelType.SHORT),
          Map.entry("int16_t", PixelType.SHORT),
          Map.entry("ushort", PixelType.UNSIGNED_SHORT),
          Map.entry("unsigned short", PixelType.UNSIGNED_SHORT),
          Map.entry("unsigned short int", PixelType.UNSIGNED_SHORT),
          Map.entry("uint16", PixelType.UNSIGNED_SHORT),
          Map.entry("uint16_t", PixelType.UNSIGNED_SHORT),
          Map.entry("int", PixelType.INT),
          Map.entry("signed int", PixelType.INT),
          Map.entry("int32", PixelType.INT),
          Map.entry("int32_t", PixelType.INT),
          Map.entry("uint", PixelType.UNSIGNED_INT),
          Map.entry("unsigned int", PixelType.UNSIGNED_INT),
          Map.entry("uint32", PixelType.UNSIGNED_INT),
          Map.entry("uint32_t", PixelType.UNSIGNED_INT),
          Map.entry("longlong", PixelType.LONG),
          Map.entry("long long", PixelType.LONG),
          Map.entry("long long int", PixelType.LONG),
          Map.entry("signed long long", PixelType.LONG),
          Map.entry("signed long long int", PixelType.LONG),
          Map.entry("int64", PixelType.LONG),
          Map.entry("int64_t", PixelType.LONG),
          Map.entry("ulonglong", PixelType.UNSIGNED_LONG),
          Map.entry("unsigned long long", PixelType.UNSIGNED_LONG),
          Map.entry("unsigned long long int", PixelType.UNSIGNED_LONG),
          Map.entry("uint64", PixelType.UNSIGNED_LONG),
          Map.entry("uint64_t", PixelType.UNSIGNED_LONG),
          Map.entry("float", PixelType.FLOAT),
          Map.entry("double", PixelType.DOUBLE));
  private static final List<String> COLOURS =
      List.of("rgb-color", "3-color", "rgba-color", "4-color");

  /** Ready to use. */
  public NrrdFormat() {}

  @Override
  public String name() {
    return "NRRD";
  }

  @Override
  public List<String> extensions() {
    return List.of(".nrrd", ".nhdr");
  }

  @Override
  public boolean recognises(Path file) {
    return new String(InputFiles.head(file, 5), StandardCharsets.ISO_8859_1).equals("NRRD0");
  }

  @Override
  public Image read(Path file) {
    InputFiles.requireRegular(file);
    return new Reading(file, NrrdHeader.read(file)).image();
  }

  /** One image being read. */
  private static final class Reading {
    private final Path file;
    private final NrrdHeader header;
    private final int[] sizes;
    private final PixelType type;
    private final String[] kinds;
    private final List<double[]> directions;
    private final int range;

    Reading(Path file, NrrdHeader header) {
      this.file = file;
      this.header = header;
      int axes = header.whole("dimension");
      if (axes < 1 || axes > 6) {
        throw new InputException(
            header.where("dimension") + ": 1 to 6 axes can be read, not " + axes);
      }
      this.sizes = header.sizes(axes);
      String typeName = header.required("type").toLowerCase(Locale.ROOT);
      this.type = TYPES.get(typeName);
      if (type == null) {
        throw new InputException(
            header.where("type")
                + ": unknown type \""
                + Problems.oneLine(typeName)
                + "\"; expected one of uchar, int8, short, ushort, int, uint, int64, uint64, float,"
                + " double");
      }
      this.kinds = header.words("kinds", axes);
      this.directions = header.vectors("space directions", axes);
      this.range = rangeAxis(axes);
    }

    private int rangeAxis(int axes) {
      int found = -1;
      for (int a = 0; a < axes; a++) {
        String kind = kinds == null ? "???" : kinds[a].toLowerCase(Locale.ROOT);
        boolean unknown = kind.equals("???") || kind.equals("none");
        boolean domain =
            unknown
                ? directions == null || directions.get(a) != null
                : kind.equals("domain") || kind.equals("space") || kind.equals("time");
        if (!domain) {
          if (found >= 0) {
            throw new InputException(
                header.where(kinds == null ? "space directions" : "kinds")
                    + ": several axes hold components; one can be read");
          }
          found = a;
        }
      }
      return found;
    }

    Image image() {
      int axes = sizes.length;
      ImageGrid grid = grid(axes);
      int components = range < 0 ? 1 : sizes[range];
      long total = (long) grid.voxelCount() * components;
      PixelValues values = pixels(total);
      if (range > 0 && components > 1) {
        int inner = 1;
        for (int a = 0; a < range; a++) {
          inner *= sizes[a];
        }
        values.interleave(components, inner);
      }
      if (range >= 0
          && kinds != null
          && COLOURS.contains(kinds[range].toLowerCase(Locale.ROOT))
          && (components == 3 || components == 4)) {
        values.toFloat();
        float[] gray = Luminance.of(values.floats(), components, type.isInteger() ? type.max() : 1);
        return Image.of(grid, gray).storedAs(PixelType.FLOAT);
      }
      return values.toImage(grid, components, type);
    }

    private PixelValues pixels(long total) {
      Encoding encoding = encoding();
      ByteOrder order = order(encoding);
      int lineSkip = header.whole("line skip", 0);
      long byteSkip = header.whole("byte skip", 0);
      List<Path> files = new ArrayList<>();
      boolean attached = header.dataFiles(sizes, files);
      if (total % files.size() != 0) {
        throw new InputException(
            file + ": " + total + " values cannot be shared out to " + files.size() + " files");
      }
      long each = total / files.size();
      PixelValues values = null;
      for (Path data : files) {
        if (!attached) {
          InputFiles.requireRegular(data);
        }
        long offset = NrrdHeader.skipLines(data, attached ? header.end() : 0, lineSkip);
        long skip = 0;
        if (byteSkip == -1 && encoding == Encoding.RAW) {
          offset = Math.max(0, InputFiles.length(data) - each * type.bytes());
        } else if (byteSkip >= 0 && encoding == Encoding.DEFLATED) {
          skip = byteSkip;
        } else if (byteSkip >= 0) {
          offset += byteSkip;
        } else {
          throw new InputException(
              header.where("byte skip") + ": must be at least 0, or -1 with encoding raw");
        }
        PixelSection section = new PixelSection(data, offset, encoding, type, order, skip);
        if (values == null) {
          values = section.room(total, each);
        }
        section.read((int) each, values);
      }
      return values;
    }

    private Encoding encoding() {
      String encoding = header.required("encoding").toLowerCase(Locale.ROOT);
      switch (encoding) {
        case "raw":
          return Encoding.RAW;
        case "gz":
        case "gzip":
          return Encoding.DEFLATED;
        case "txt":
        case "text":
        case "ascii":
          return Encoding.TEXT;
        default:
          throw new InputException(
              header.where("encoding")
                  + ": encoding \""
                  + Problems.oneLine(encoding)
                  + "\" is not read; expected one of raw, gzip, ascii");
      }
    }

    private ByteOrder order(Encoding encoding) {
      String endian = header.value("endian");
      if (endian == null) {
        if (encoding != Encoding.TEXT && type.bytes() > 1) {
          header.required("endian");
        }
        return ByteOrder.LITTLE_ENDIAN;
      }
      switch (endian.toLowerCase(Locale.ROOT)) {
        case "little":
          return ByteOrder.LITTLE_ENDIAN;
        case "big":
          return ByteOrder.BIG_ENDIAN;
        default:
          throw new InputException(header.where("endian") + ": expected little or big");
      }
    }

    private ImageGrid grid(int axes) {
      int dim = axes - (range >= 0 ? 1 : 0);
      if (dim < 1 || dim > 5) {
        throw new InputException(
            file + ": an image has 1 to 5 dimensions beside its components, not " + dim);
      }
      int[] size = new int[dim];
      int[] axis = new int[dim];
      for (int a = 0, d = 0; a < axes; a++) {
        if (a != range) {
          size[d] = sizes[a];
          axis[d++] = a;
        }
      }
      double[] spacing = Geometry.ones(dim);
      double[] origin = new double[dim];
      double[] direction = Geometry.identity(dim);
      if (directions != null) {
        oriented(axis, spacing, origin, direction);
      } else {
        plain(axis, size, spacing, origin);
      }
      return Geometry.grid(file, size, spacing, origin, direction);
    }

    private void oriented(int[] axis, double[] spacing, double[] origin, double[] direction) {
      int dim = axis.length;
      double[] signs = header.signs(dim);
      for (int d = 0; d < dim; d++) {
        double[] vector = directions.get(axis[d]);
        if (vector == null || vector.length != dim) {
          throw new InputException(
              header.where("space directions")
                  + ": the image has "
                  + dim
                  + " dimensions, so each needs a vector of as many numbers");
        }
        double length = 0;
        for (double v : vector) {
          length += v * v;
        }
        length = Math.sqrt(length);
        if (!(length > 0) || Double.isInfinite(length)) {
          throw new InputException(
              header.where("space directions") + ": a vector has no finite length above 0");
        }
        spacing[d] = length;
        for (int r = 0; r < dim; r++) {
          direction[r * dim + d] = 0 + signs[r] * vector[r] / length;
        }
      }
      List<double[]> given = header.vectors("space origin", 1);
      if (given != null && given.get(0) != null) {
        if (given.get(0).length != dim) {
          throw new InputException(
              header.where("space origin") + ": needs " + dim + " numbers in brackets");
        }
        for (int r = 0; r < dim; r++) {
          double v = given.get(0)[r];
          origin[r] = Double.isNaN(given.get(0)[0]) ? 0 : 0 + signs[r] * v;
        }
      }
    }

    private void plain(int[] axis, int[] size, double[] spacing, double[] origin) {
      int axes = sizes.length;
      double[] spacings = header.numbers("spacings", axes);
      double[] mins = header.numbers("axis mins", axes);
      double[] maxs = header.numbers("axis maxs", axes);
      String[] centers = header.words("centers", axes);
      boolean allMins = mins != null;
      boolean allSteps = spacings != null;
      boolean allMaxs = maxs != null;
      for (int a : axis) {
        allMins = allMins && Double.isFinite(mins[a]);
        allSteps = allSteps && Double.isFinite(spacings[a]);
        allMaxs = allMaxs && Double.isFinite(maxs[a]);
      }
      for (int d = 0; d < axis.length; d++) {
        int a = axis[d];
        if (spacings != null && Double.isFinite(spacings[a])) {
          spacing[d] = spacings[a];
        }
        if (allMins && (allSteps || allMaxs)) {
          boolean node = centers != null && centers[a].equalsIgnoreCase("node");
          double step =
              allSteps
                  ? spacings[a]
                  : (maxs[a] - mins[a]) / (node ? Math.max(1, size[d] - 1) : size[d]);
          origin[d] = mins[a] + (node ? 0 : step / 2);
        }
      }
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
    boolean detached = name.toLowerCase(Locale.ROOT).endsWith(".nhdr");
    try {
      if (!detached) {
        try (NewFile out = NewFile.beside(file)) {
          OutputStream stream = out.stream();
          stream.write(header(pixels, compress, null).getBytes(StandardCharsets.UTF_8));
          stream.flush();
          write(pixels, out, compress);
          out.commit();
        }
        return;
      }
      String stem = name.substring(0, name.length() - 5);
      Path data = file.resolveSibling(stem + (compress ? ".raw.gz" : ".raw"));
      try (NewFile body = NewFile.beside(data);
          NewFile head = NewFile.beside(file)) {
        write(pixels, body, compress);
        OutputStream text = head.stream();
        text.write(
            header(pixels, compress, data.getFileName().toString())
                .getBytes(StandardCharsets.UTF_8));
        text.flush();
        body.commit();
        head.commit();
      }
    } catch (IOException e) {
      throw Problems.writing(file, e);
    }
  }

  private static void write(Pixels pixels, NewFile file, boolean compress) throws IOException {
    if (compress) {
      OutputStream stream = file.stream();
      QuickGzip packed = new QuickGzip(stream);
      pixels.write(packed, Pixels.Order.BY_VOXEL);
      packed.finish();
      stream.flush();
    } else {
      pixels.write(file, Pixels.Order.BY_VOXEL);
    }
  }

  private static String header(Pixels pixels, boolean compress, String dataFile) {
    ImageGrid grid = pixels.grid();
    int dim = grid.dimension();
    int range = pixels.components() > 1 ? 1 : 0;
    StringBuilder text = new StringBuilder();
    text.append("NRRD0004\n# NRRD, see http://teem.sourceforge.net/nrrd/format.html\ntype: ");
    text.append(typeName(pixels.type()));
    text.append("\ndimension: ").append(dim + range);
    text.append(dim == 3 ? "\nspace: left-posterior-superior" : "\nspace dimension: " + dim);
    text.append("\nsizes:").append(range == 1 ? " " + pixels.components() : "");
    for (int d = 0; d < dim; d++) {
      text.append(' ').append(grid.size(d));
    }
    text.append("\nspace directions:").append(range == 1 ? " none" : "");
    double[] matrix = grid.voxelToWorldMatrix();
    for (int d = 0; d < dim; d++) {
      double[] column = new double[dim];
      for (int r = 0; r < dim; r++) {
        column[r] = matrix[r * dim + d];
      }
      text.append(' ').append(vector(column));
    }
    String[] domains = new String[dim];
    Arrays.fill(domains, "domain");
    text.append("\nkinds: ").append(range == 1 ? "vector " : "");
    text.append(String.join(" ", domains));
    text.append("\nendian: little\nencoding: ").append(compress ? "gzip" : "raw");
    text.append("\nspace origin: ").append(vector(grid.firstVoxel())).append('\n');
    if (dataFile != null) {
      text.append("data file: ").append(dataFile).append('\n');
    }
    return text.append('\n').toString();
  }

  private static String vector(double[] values) {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : ",").append(NumberText.of(values[i]));
    }
    return text.append(')').toString();
  }

  private static String typeName(PixelType type) {
    switch (type) {
      case CHAR:
        return "int8";
      case UNSIGNED_LONG:
        return "uint64";
      case LONG:
        return "int64";
      default:
        return type.elastixName();
    }
  }

  /** Adds what a name in a header stands for; for {@link NrrdHeader}. */
  static Path beside(Path file, String name, String where) {
    try {
      return file.resolveSibling(name);
    } catch (InvalidPathException e) {
      throw new InputException(where + ": \"" + Problems.oneLine(name) + "\" is no file name", e);
    }
  }
}
