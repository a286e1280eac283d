package org.jelastix.io.points;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.spi.PointSetFormat;
import org.jelastix.io.file.InputFiles;
import org.jelastix.io.file.NewFile;
import org.jelastix.io.file.NumberText;
import org.jelastix.io.file.Problems;

/**
 * VTK's legacy files, text or binary, of any dataset that lists its points (PolyData,
 * UnstructuredGrid, StructuredGrid), and the lines and polygons between them. Writing puts new
 * points in the place of the old ones, as double, and keeps every other byte of the file.
 *
 * <p>VTK points have three coordinates. For 2-D images the first two are taken, and the third stays
 * as it is in the file.
 */
public final class VtkPointsFormat implements PointSetFormat {

  /** Ready to use. */
  public VtkPointsFormat() {}

  @Override
  public String name() {
    return "VTK";
  }

  @Override
  public List<String> extensions() {
    return List.of(".vtk");
  }

  @Override
  public boolean recognises(Path file) {
    return new String(InputFiles.head(file, 22), StandardCharsets.ISO_8859_1)
        .equals("# vtk DataFile Version");
  }

  @Override
  public PointSet read(Path file, int dimension) {
    if (dimension > 3) {
      throw new InputException(
          file + ": VTK points have 3 coordinates, but the image has " + dimension + " dimensions");
    }
    double[] all = new Contents(file).points();
    int count = all.length / 3;
    double[] used = new double[count * dimension];
    for (int i = 0; i < count; i++) {
      System.arraycopy(all, i * 3, used, i * dimension, dimension);
    }
    return new PointSet(dimension, used, false);
  }

  @Override
  public List<int[]> cells(Path file) {
    return new Contents(file).cells();
  }

  @Override
  public void write(PointSet points, Path template, Path file) {
    Contents contents = new Contents(template);
    double[] all = contents.points();
    int dim = points.dimension();
    if (dim > 3 || all.length / 3 != points.size()) {
      throw new OutputException(
          file
              + ": "
              + points.size()
              + " points of "
              + dim
              + " coordinates cannot replace the "
              + all.length / 3
              + " of "
              + template);
    }
    for (int i = 0; i < points.size(); i++) {
      for (int d = 0; d < dim; d++) {
        all[i * 3 + d] = points.get(i, d);
      }
    }
    try (NewFile out = NewFile.beside(file)) {
      OutputStream stream = out.stream();
      contents.writeWith(all, stream);
      stream.flush();
      out.commit();
    } catch (IOException e) {
      throw Problems.writing(file, e);
    }
  }

  /** A file in memory, with the stretch that holds the points found. */
  private static final class Contents {
    private final Path file;
    private final byte[] bytes;
    private final boolean binary;
    private final int count;
    private final String type;
    private final int declaration;
    private final int data;
    private int at;
    private int line;

    Contents(Path file) {
      this.file = file;
      InputFiles.requireRegular(file);
      if (InputFiles.length(file) > Math.min(Integer.MAX_VALUE - 16, heap() / 4)) {
        throw new InputException(file + ": too large to be read into memory");
      }
      try {
        this.bytes = Files.readAllBytes(file);
      } catch (IOException e) {
        throw Problems.reading(file, e);
      }
      if (!nextLine().startsWith("# vtk DataFile Version")) {
        throw problem("expected \"# vtk DataFile Version …\"; is this a legacy VTK file?");
      }
      nextLine();
      String coding = nextLine().strip().toUpperCase(Locale.ROOT);
      if (!coding.equals("ASCII") && !coding.equals("BINARY")) {
        throw problem("expected ASCII or BINARY");
      }
      this.binary = coding.equals("BINARY");
      String[] words;
      int before;
      do {
        if (at >= bytes.length) {
          throw new InputException(file + ": there is no line \"POINTS number type\"");
        }
        before = at;
        words = nextLine().strip().split("\\s+");
      } while (!words[0].equalsIgnoreCase("POINTS"));
      this.declaration = before;
      this.data = at;
      this.count = words.length == 3 && words[1].matches("[0-9]{1,9}") ? whole(words[1]) : -1;
      this.type = words.length == 3 ? words[2].toLowerCase(Locale.ROOT) : "";
      if (count < 0 || size() == 0) {
        throw problem("expected \"POINTS number type\" with a type such as float or double");
      }
      long needed = binary ? 3L * count * size() : Math.max(0, 6L * count - 1);
      if (needed > bytes.length - data) {
        throw problem(
            count
                + " points need at least "
                + needed
                + " bytes, but only "
                + (bytes.length - data)
                + " follow");
      }
    }

    private static long heap() {
      return Runtime.getRuntime().maxMemory();
    }

    private static int whole(String digits) {
      return Integer.parseInt(digits);
    }

    private String nextLine() {
      int from = at;
      while (at < bytes.length && bytes[at] != '\n') {
        at++;
      }
      int to = at;
      at = Math.min(bytes.length, at + 1);
      line++;
      return new String(bytes, from, Math.min(to - from, 400), StandardCharsets.ISO_8859_1);
    }

    private InputException problem(String text) {
      return new InputException(file + ":" + line + ": " + text);
    }

    private int size() {
      switch (type) {
        case "double":
        case "vtktypeint64":
        case "long":
        case "unsigned_long":
          return 8;
        case "float":
        case "int":
        case "unsigned_int":
          return 4;
        case "short":
        case "unsigned_short":
          return 2;
        case "char":
        case "unsigned_char":
          return 1;
        default:
          return 0;
      }
    }

    /** Three coordinates a point. */
    double[] points() {
      double[] values = new double[3 * count];
      at = data;
      if (binary) {
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN).position(data);
        for (int i = 0; i < values.length; i++) {
          values[i] = next(b);
        }
        at = b.position();
      } else {
        for (int i = 0; i < values.length; i++) {
          values[i] = nextNumber();
        }
      }
      return values;
    }

    List<int[]> cells() {
      points();
      return new VtkCells(file, bytes, at, binary, count).read();
    }

    private double next(ByteBuffer b) {
      switch (type) {
        case "double":
          return b.getDouble();
        case "float":
          return b.getFloat();
        case "int":
          return b.getInt();
        case "unsigned_int":
          return b.getInt() & 0xffffffffL;
        case "short":
          return b.getShort();
        case "unsigned_short":
          return b.getShort() & 0xffff;
        case "char":
          return b.get();
        case "unsigned_char":
          return b.get() & 0xff;
        default:
          return (double) b.getLong();
      }
    }

    private double nextNumber() {
      while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
        line += bytes[at] == '\n' ? 1 : 0;
        at++;
      }
      int from = at;
      while (at < bytes.length && (bytes[at] > ' ' || bytes[at] < 0)) {
        at++;
      }
      String word = new String(bytes, from, Math.min(80, at - from), StandardCharsets.ISO_8859_1);
      try {
        return Double.parseDouble(word);
      } catch (NumberFormatException e) {
        throw new InputException(
            file
                + (word.isEmpty()
                    ? ": ends before the last of " + count + " points"
                    : ": \"" + Problems.oneLine(word) + "\" among the points is not a number"),
            e);
      }
    }

    /** The file with other points; call after {@link #points()}, which finds their end. */
    void writeWith(double[] values, OutputStream out) throws IOException {
      out.write(bytes, 0, declaration);
      out.write(("POINTS " + count + " double\n").getBytes(StandardCharsets.US_ASCII));
      if (binary) {
        byte[] block = new byte[3 * Double.BYTES];
        ByteBuffer b = ByteBuffer.wrap(block).order(ByteOrder.BIG_ENDIAN);
        for (int i = 0; i < count; i++) {
          for (int d = 0; d < 3; d++) {
            b.putDouble(d * Double.BYTES, values[i * 3 + d]);
          }
          out.write(block);
        }
      } else {
        for (int i = 0; i < count; i++) {
          String text =
              NumberText.of(values[i * 3])
                  + " "
                  + NumberText.of(values[i * 3 + 1])
                  + " "
                  + NumberText.of(values[i * 3 + 2])
                  + (i + 1 < count ? "\n" : "");
          out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
      }
      out.write(bytes, at, bytes.length - at);
    }
  }
}
