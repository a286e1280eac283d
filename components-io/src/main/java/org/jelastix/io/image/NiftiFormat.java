package org.jelastix.io.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.image.StreamedImage;
import org.jelastix.api.spi.ImageFormat;
import org.jelastix.io.file.InputFiles;
import org.jelastix.io.file.NewFile;
import org.jelastix.io.file.Problems;
import org.jelastix.io.image.PixelSection.Encoding;

/**
 * NIfTI-1 and NIfTI-2, in one file or as header and image, gzipped or not; Analyze 7.5 is read too.
 *
 * <p>Pixels are rescaled by scl_slope and scl_inter to float, as ITK does. A fifth axis under the
 * intent "vector" or "displacement vector" holds the components. Colours become luminance. Written
 * are NIfTI-1 files, or NIfTI-2 where an axis has more than 32767 voxels, with qform and sform of
 * code 1; of a 4-D grid only the first three axes have a direction in the file, and the origin of
 * the fourth is toffset, which ITK leaves out.
 */
public final class NiftiFormat implements ImageFormat {
  private static final int INTENT_SYMMETRIC_MATRIX = 1005;
  private static final int INTENT_DISPLACEMENT = 1006;
  private static final int INTENT_VECTOR = 1007;
  private static final int RGB24 = 128;
  private static final int RGBA32 = 2304;
  private static final int COMPLEX64 = 32;
  private static final int COMPLEX128 = 1792;

  /** Ready to use. */
  public NiftiFormat() {}

  @Override
  public String name() {
    return "NIfTI";
  }

  @Override
  public List<String> extensions() {
    return List.of(".nii.gz", ".hdr.gz", ".img.gz", ".nii", ".hdr", ".img");
  }

  @Override
  public boolean recognises(Path file) {
    Path header = headerFile(file);
    if (!Files.isRegularFile(header)) {
      return false;
    }
    try {
      return NiftiHeader.version(start(header)) != null;
    } catch (IOException e) {
      return false;
    }
  }

  /** The first bytes of a file, decompressed if it is gzipped. */
  private static byte[] start(Path file) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
      InputStream in = isGzip(file) ? new GZIPInputStream(raw) : raw;
      return in.readNBytes(NiftiHeader.BYTES_2);
    }
  }

  private static boolean isGzip(Path file) {
    byte[] magic = InputFiles.head(file, 2);
    return magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
  }

  /** The .hdr beside an .img; any other file is its own header. */
  private static Path headerFile(Path file) {
    return sibling(file, ".img", ".hdr");
  }

  private static Path sibling(Path file, String from, String to) {
    String name = file.getFileName().toString();
    String lower = name.toLowerCase(Locale.ROOT);
    String gz = lower.endsWith(".gz") ? name.substring(name.length() - 3) : "";
    String plain = name.substring(0, name.length() - gz.length());
    if (!plain.toLowerCase(Locale.ROOT).endsWith(from)) {
      return file;
    }
    String stem = plain.substring(0, plain.length() - from.length());
    Path same = file.resolveSibling(stem + to + gz);
    if (Files.exists(same)) {
      return same;
    }
    Path other = file.resolveSibling(stem + to + (gz.isEmpty() ? ".gz" : ""));
    return Files.exists(other) ? other : same;
  }

  @Override
  public Image read(Path file) {
    Path head = headerFile(file);
    InputFiles.requireRegular(head);
    NiftiHeader header;
    try {
      header = NiftiHeader.parse(start(head), head);
    } catch (IOException e) {
      throw Problems.reading(head, e);
    }
    Path data = header.oneFile ? head : sibling(head, ".hdr", ".img");
    if (!header.oneFile && data.equals(head)) {
      throw new InputException(file + ": the header says that pixels are in an .img file");
    }
    InputFiles.requireRegular(data);
    return new Reading(header, head, data).image();
  }

  /** One image being read. */
  private static final class Reading {
    private final NiftiHeader header;
    private final Path file;
    private final Path data;
    private final boolean vector;
    private final int dim;

    Reading(NiftiHeader header, Path file, Path data) {
      this.header = header;
      this.file = file;
      this.data = data;
      this.vector =
          header.dim[0] >= 5
              && (header.intent == INTENT_VECTOR
                  || header.intent == INTENT_DISPLACEMENT
                  || header.intent == INTENT_SYMMETRIC_MATRIX);
      int last = (int) header.dim[0];
      if (vector) {
        last = 4;
        while (last > 1 && size(last) == 1) {
          last--;
        }
      } else {
        while (last > 3 && size(last) == 1) {
          last--;
        }
      }
      this.dim = last;
      if (dim > 5) {
        throw new InputException(file + ": " + dim + " dimensions; at most 5 can be read");
      }
    }

    private long size(int axis) {
      return axis <= header.dim[0] && (axis == 1 || header.dim[axis] > 0) ? header.dim[axis] : 1;
    }

    Image image() {
      int components = 1;
      PixelType type;
      switch (header.datatype) {
        case RGB24:
          type = PixelType.UNSIGNED_CHAR;
          components = 3;
          break;
        case RGBA32:
          type = PixelType.UNSIGNED_CHAR;
          components = 4;
          break;
        case COMPLEX64:
          type = PixelType.FLOAT;
          components = 2;
          break;
        case COMPLEX128:
          type = PixelType.DOUBLE;
          components = 2;
          break;
        default:
          type = type();
      }
      boolean colour = header.datatype == RGB24 || header.datatype == RGBA32;
      ImageGrid grid = grid();
      if (vector) {
        if (components > 1 || size(5) > 1 << 16) {
          throw new InputException(file + ": vectors of this pixel type or length are not read");
        }
        components = (int) size(5);
      } else if (header.intent == 1004) {
        throw new InputException(file + ": images of matrices (intent 1004) are not read");
      }
      Encoding encoding = isGzip(data) ? Encoding.DEFLATED : Encoding.RAW;
      boolean packed = encoding == Encoding.DEFLATED;
      PixelSection section =
          new PixelSection(
              data,
              packed ? 0 : header.dataOffset,
              encoding,
              type,
              header.order,
              packed ? header.dataOffset : 0);
      long total = (long) grid.voxelCount() * components;
      PixelValues values = section.room(total, total);
      section.read((int) total, values);
      if (vector && components > 1) {
        values.interleave(components, grid.voxelCount());
      }
      if (colour) {
        float[] gray = Luminance.of(values.floats(), components, 255);
        return Image.of(grid, gray).storedAs(PixelType.FLOAT);
      }
      double slope = Math.abs(header.slope) < 2.3e-16 ? 1 : header.slope;
      if (Double.isFinite(slope)
          && Double.isFinite(header.intercept)
          && (Math.abs(slope - 1) > 2.3e-16 || Math.abs(header.intercept) > 2.3e-16)) {
        if (type.isInteger()) {
          values.toFloat();
          type = PixelType.FLOAT;
        }
        values.rescale(slope, header.intercept);
      }
      return values.toImage(grid, components, type);
    }

    private PixelType type() {
      switch (header.datatype) {
        case 2:
          return PixelType.UNSIGNED_CHAR;
        case 4:
          return PixelType.SHORT;
        case 8:
          return PixelType.INT;
        case 16:
          return PixelType.FLOAT;
        case 64:
          return PixelType.DOUBLE;
        case 256:
          return PixelType.CHAR;
        case 512:
          return PixelType.UNSIGNED_SHORT;
        case 768:
          return PixelType.UNSIGNED_INT;
        case 1024:
          return PixelType.LONG;
        case 1280:
          return PixelType.UNSIGNED_LONG;
        default:
          throw new InputException(
              file + ": pixels of NIfTI datatype " + header.datatype + " are not read");
      }
    }

    private ImageGrid grid() {
      int[] size = new int[dim];
      double[] spacing = new double[dim];
      double[] fileSpacing = new double[8];
      for (int i = 1; i < 8; i++) {
        double p = header.pixdim[i];
        fileSpacing[i] = i > header.dim[0] || (Double.isFinite(p) && p != 0) ? p : 1;
      }
      double[] first = {fileSpacing[1], fileSpacing[2], fileSpacing[3]};
      NiftiOrientation place = new NiftiOrientation(header, first, file);
      double space = spaceUnit();
      double[] origin = new double[dim];
      double[] direction = Geometry.identity(dim);
      for (int d = 0; d < dim; d++) {
        long s = size(d + 1);
        if (s < 1 || s > Integer.MAX_VALUE) {
          throw new InputException(
              file + ": size must be at least 1 along each axis, but axis " + d + " has " + s);
        }
        size[d] = (int) s;
        spacing[d] =
            d < 3
                ? place.spacing[d] * space
                : d == 3 ? fileSpacing[4] * timeUnit() : fileSpacing[d + 1];
        if (d == 3) {
          origin[d] = header.timeOffset * timeUnit();
        } else if (d < 3) {
          origin[d] = place.origin[d] * space;
          for (int r = 0; r < Math.min(3, dim); r++) {
            direction[r * dim + d] = place.direction[r * 3 + d];
          }
        }
      }
      return Geometry.grid(file, size, spacing, origin, direction);
    }

    private double spaceUnit() {
      switch (header.units & 7) {
        case 1:
          return 1e3;
        case 3:
          return 1e-3;
        default:
          return 1;
      }
    }

    private double timeUnit() {
      switch (header.units & 0x38) {
        case 16:
          return 1e-3;
        case 24:
          return 1e-6;
        default:
          return 1;
      }
    }
  }

  @Override
  public boolean canWrite(int dimension) {
    return dimension >= 1 && dimension <= 5;
  }

  @Override
  public void write(Image image, Path file, boolean compress) {
    write(new WholePixels(image), file);
  }

  @Override
  public void write(StreamedImage image, Path file, boolean compress) {
    write(new StreamedPixels(image), file);
  }

  /** Whether to compress is said by the extension. */
  private static void write(Pixels pixels, Path file) {
    if (pixels.components() > 1 && pixels.grid().dimension() > 4) {
      throw new OutputException(
          file + ": NIfTI holds vectors on grids of at most 4 dimensions, not 5");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean gzip = name.endsWith(".gz");
    boolean apart = name.contains(".hdr") || name.contains(".img");
    Path head = apart ? rename(file, ".img", ".hdr") : file;
    Path data = apart ? rename(file, ".hdr", ".img") : file;
    byte[] header = header(pixels, apart);
    try {
      if (!apart) {
        try (NewFile out = NewFile.beside(file)) {
          write(header, pixels, out, gzip);
          out.commit();
        }
        return;
      }
      try (NewFile body = NewFile.beside(data);
          NewFile headers = NewFile.beside(head)) {
        write(new byte[0], pixels, body, gzip);
        OutputStream small = gzip ? new QuickGzip(headers.stream()) : headers.stream();
        small.write(header);
        finish(small);
        body.commit();
        headers.commit();
      }
    } catch (IOException e) {
      throw Problems.writing(file, e);
    }
  }

  private static void write(byte[] header, Pixels pixels, NewFile file, boolean gzip)
      throws IOException {
    OutputStream stream = gzip ? new QuickGzip(file.stream()) : file.stream();
    stream.write(header);
    if (gzip) {
      pixels.write(stream, Pixels.Order.BY_COMPONENT);
      finish(stream);
    } else {
      stream.flush();
      pixels.write(file, Pixels.Order.BY_COMPONENT);
    }
  }

  private static void finish(OutputStream stream) throws IOException {
    if (stream instanceof QuickGzip) {
      ((QuickGzip) stream).finish();
    }
    stream.flush();
  }

  private static Path rename(Path file, String from, String to) {
    String name = file.getFileName().toString();
    int at = name.toLowerCase(Locale.ROOT).lastIndexOf(from);
    return at < 0
        ? file
        : file.resolveSibling(name.substring(0, at) + to + name.substring(at + from.length()));
  }

  private static byte[] header(Pixels pixels, boolean apart) {
    ImageGrid grid = pixels.grid();
    int dim = grid.dimension();
    boolean vector = pixels.components() > 1;
    long[] dims = {vector ? 5 : dim, 1, 1, 1, 1, 1, 1, 1};
    double[] pixdim = {1, 1, 1, 1, 1, 1, 1, 1};
    boolean large = vector && pixels.components() > Short.MAX_VALUE;
    for (int d = 0; d < dim; d++) {
      dims[d + 1] = grid.size(d);
      pixdim[d + 1] = grid.spacing(d);
      large |= grid.size(d) > Short.MAX_VALUE;
    }
    if (vector) {
      dims[5] = pixels.components();
    }
    NiftiOut place = new NiftiOut(grid);
    pixdim[0] = place.handedness;
    int bytes = large ? NiftiHeader.BYTES_2 : NiftiHeader.BYTES_1;
    // Four bytes behind the header say that no extension follows.
    ByteBuffer b = ByteBuffer.allocate(apart ? bytes : bytes + 4).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(0, bytes);
    PixelType type = pixels.type();
    if (large) {
      text(b, 4, (apart ? "ni2" : "n+2") + "\0\r\n\032\n");
      b.putShort(12, datatype(type)).putShort(14, (short) (8 * type.bytes()));
      for (int i = 0; i < 8; i++) {
        b.putLong(16 + 8 * i, dims[i]).putDouble(104 + 8 * i, pixdim[i]);
      }
      b.putLong(168, apart ? 0 : bytes + 4).putDouble(176, 1);
      b.putDouble(216, place.timeOffset);
      b.putInt(344, place.qformCode).putInt(348, 1).putInt(500, 2 | 8);
      b.putInt(504, vector ? INTENT_VECTOR : 0);
      for (int i = 0; i < 3; i++) {
        b.putDouble(352 + 8 * i, place.quaternion[i])
            .putDouble(376 + 8 * i, place.sform[4 * i + 3]);
      }
      for (int i = 0; i < 12; i++) {
        b.putDouble(400 + 8 * i, place.sform[i]);
      }
      return b.array();
    }
    text(b, 344, apart ? "ni1" : "n+1");
    b.put(38, (byte) 'r');
    b.putShort(70, datatype(type)).putShort(72, (short) (8 * type.bytes()));
    for (int i = 0; i < 8; i++) {
      b.putShort(40 + 2 * i, (short) dims[i]).putFloat(76 + 4 * i, (float) pixdim[i]);
    }
    b.putFloat(108, apart ? 0 : bytes + 4).putFloat(112, 1);
    b.putFloat(136, (float) place.timeOffset);
    b.put(123, (byte) (2 | 8));
    b.putShort(68, (short) (vector ? INTENT_VECTOR : 0));
    b.putShort(252, (short) place.qformCode).putShort(254, (short) 1);
    for (int i = 0; i < 3; i++) {
      b.putFloat(256 + 4 * i, (float) place.quaternion[i]);
      b.putFloat(268 + 4 * i, (float) place.sform[4 * i + 3]);
    }
    for (int i = 0; i < 12; i++) {
      b.putFloat(280 + 4 * i, (float) place.sform[i]);
    }
    return b.array();
  }

  private static void text(ByteBuffer b, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < bytes.length; i++) {
      b.put(at + i, bytes[i]);
    }
  }

  private static short datatype(PixelType type) {
    switch (type) {
      case UNSIGNED_CHAR:
        return 2;
      case SHORT:
        return 4;
      case INT:
        return 8;
      case FLOAT:
        return 16;
      case DOUBLE:
        return 64;
      case CHAR:
        return 256;
      case UNSIGNED_SHORT:
        return 512;
      case UNSIGNED_INT:
        return 768;
      case LONG:
        return 1024;
      default:
        return 1280;
    }
  }

  /** A grid's place in the words of a NIfTI header. */
  private static final class NiftiOut {
    final double[] sform = new double[12];
    final double[] quaternion = new double[3];
    final double handedness;
    final double timeOffset;
    final int qformCode;

    NiftiOut(ImageGrid grid) {
      int dim = grid.dimension();
      int used = Math.min(3, dim);
      double[] direction = grid.direction();
      double[] origin = grid.firstVoxel();
      this.timeOffset = dim > 3 ? origin[3] : 0;
      double[] r = Geometry.identity(3);
      for (int row = 0; row < used; row++) {
        double sign = row < 2 ? -1 : 1;
        for (int c = 0; c < used; c++) {
          r[row * 3 + c] = 0 + sign * direction[row * dim + c];
        }
        sform[row * 4 + 3] = 0 + sign * origin[row];
      }
      for (int row = 0; row < 3; row++) {
        for (int c = 0; c < 3; c++) {
          sform[row * 4 + c] = r[row * 3 + c] * (c < used ? grid.spacing(c) : 1);
        }
      }
      if (used == 1) {
        // The unused second axis must not make the map left-handed by accident.
        r[4] = -1;
        sform[5] = -1;
      }
      double det =
          r[0] * (r[4] * r[8] - r[5] * r[7])
              - r[1] * (r[3] * r[8] - r[5] * r[6])
              + r[2] * (r[3] * r[7] - r[4] * r[6]);
      this.handedness = det < 0 ? -1 : 1;
      this.qformCode = orthonormal(r) ? 1 : 0;
      for (int row = 0; row < 3; row++) {
        r[row * 3 + 2] *= handedness;
      }
      quaternion(r);
    }

    private static boolean orthonormal(double[] r) {
      for (int i = 0; i < 3; i++) {
        for (int j = i; j < 3; j++) {
          double dot = 0;
          for (int row = 0; row < 3; row++) {
            dot += r[row * 3 + i] * r[row * 3 + j];
          }
          if (Math.abs(dot - (i == j ? 1 : 0)) > 1e-5) {
            return false;
          }
        }
      }
      return true;
    }

    /** Of the four ways to a unit quaternion, the one that divides by the largest component. */
    private void quaternion(double[] r) {
      double[] squares = {
        1 + r[0] + r[4] + r[8],
        1 + r[0] - r[4] - r[8],
        1 - r[0] + r[4] - r[8],
        1 - r[0] - r[4] + r[8]
      };
      int largest = 0;
      for (int i = 1; i < 4; i++) {
        largest = squares[i] > squares[largest] ? i : largest;
      }
      double[] q = new double[4];
      q[largest] = 0.5 * Math.sqrt(Math.max(0, squares[largest]));
      double f = 0.25 / q[largest];
      double bc = r[1] + r[3];
      double bd = r[2] + r[6];
      double cd = r[5] + r[7];
      double ab = r[7] - r[5];
      double ac = r[2] - r[6];
      double ad = r[3] - r[1];
      double[][] products = {
        {0, ab, ac, ad},
        {ab, 0, bc, bd},
        {ac, bc, 0, cd},
        {ad, bd, cd, 0}
      };
      for (int i = 0; i < 4; i++) {
        if (i != largest) {
          q[i] = f * products[largest][i];
        }
      }
      double sign = q[0] < 0 ? -1 : 1;
      for (int i = 0; i < 3; i++) {
        quaternion[i] = 0 + sign * q[i + 1];
      }
    }
  }
}
