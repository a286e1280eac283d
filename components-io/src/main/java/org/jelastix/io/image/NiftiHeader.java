package org.jelastix.io.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jelastix.api.InputException;

/**
 * The fields of a NIfTI-1, NIfTI-2 or Analyze 7.5 header that say where and what the pixels are.
 */
final class NiftiHeader {
  static final int BYTES_1 = 348;
  static final int BYTES_2 = 540;

  /** Which of the three formats. */
  enum Version {
    ANALYZE,
    NIFTI_1,
    NIFTI_2
  }

  final Version version;
  final ByteOrder order;
  final boolean oneFile;
  final long[] dim = new long[8];
  final double[] pixdim = new double[8];
  final int datatype;
  final int intent;
  final int units;
  final long dataOffset;
  final double timeOffset;
  final double slope;
  final double intercept;
  final int qformCode;
  final int sformCode;
  final double[] quaternion = new double[3];
  final double[] quaternionOffset = new double[3];
  final double[] sform = new double[12];

  private NiftiHeader(ByteBuffer b, String magic, Version version, Path file) {
    this.version = version;
    this.order = b.order();
    boolean two = version == Version.NIFTI_2;
    this.oneFile = magic.equals("n+1") || magic.equals("n+2");
    for (int i = 0; i < 8; i++) {
      dim[i] = two ? b.getLong(16 + 8 * i) : b.getShort(40 + 2 * i);
      pixdim[i] = two ? b.getDouble(104 + 8 * i) : b.getFloat(76 + 4 * i);
    }
    this.datatype = b.getShort(two ? 12 : 70);
    this.intent = two ? b.getInt(504) : version == Version.ANALYZE ? 0 : b.getShort(68);
    this.units = two ? b.getInt(500) : version == Version.ANALYZE ? 0 : b.get(123);
    double offset = two ? b.getLong(168) : b.getFloat(108);
    double least = oneFile ? (two ? BYTES_2 : BYTES_1) : 0;
    if (!(offset >= least)) {
      offset = least;
    }
    this.dataOffset = (long) offset;
    double time = two ? b.getDouble(216) : version == Version.ANALYZE ? 0 : b.getFloat(136);
    this.timeOffset = Double.isFinite(time) ? time : 0;
    if (version == Version.ANALYZE) {
      this.slope = 1;
      this.intercept = 0;
      this.qformCode = 0;
      this.sformCode = 0;
    } else {
      this.slope = two ? b.getDouble(176) : b.getFloat(112);
      this.intercept = two ? b.getDouble(184) : b.getFloat(116);
      this.qformCode = Math.max(0, two ? b.getInt(344) : b.getShort(252));
      this.sformCode = Math.max(0, two ? b.getInt(348) : b.getShort(254));
    }
    for (int i = 0; i < 3; i++) {
      quaternion[i] = two ? b.getDouble(352 + 8 * i) : b.getFloat(256 + 4 * i);
      quaternionOffset[i] = two ? b.getDouble(376 + 8 * i) : b.getFloat(268 + 4 * i);
    }
    for (int i = 0; i < 12; i++) {
      sform[i] = two ? b.getDouble(400 + 8 * i) : b.getFloat(280 + 4 * i);
    }
    if (dim[0] < 1 || dim[0] > 7) {
      throw new InputException(
          file + ": an image has 1 to 7 dimensions, but the header says " + dim[0]);
    }
  }

  /**
   * The header that a file starts with.
   *
   * @param start its first bytes, decompressed
   * @param file for messages
   * @throws InputException if it is none
   */
  static NiftiHeader parse(byte[] start, Path file) {
    Version version = version(start);
    if (version == null) {
      throw new InputException(file + ": not a NIfTI or Analyze header");
    }
    ByteBuffer b = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    int size = version == Version.NIFTI_2 ? BYTES_2 : BYTES_1;
    if (b.getInt(0) != size) {
      b.order(ByteOrder.BIG_ENDIAN);
    }
    int at = version == Version.NIFTI_2 ? 4 : 344;
    String magic = new String(start, at, 3, StandardCharsets.ISO_8859_1);
    return new NiftiHeader(b, magic, version, file);
  }

  /** What some first bytes are the start of, or null. */
  static Version version(byte[] start) {
    if (start.length < BYTES_1) {
      return null;
    }
    int size = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
    int swapped = Integer.reverseBytes(size);
    if (size == BYTES_2 || swapped == BYTES_2) {
      String magic = new String(start, 4, 3, StandardCharsets.ISO_8859_1);
      boolean known = magic.equals("n+2") || magic.equals("ni2");
      return known && start.length >= BYTES_2 ? Version.NIFTI_2 : null;
    }
    if (size == BYTES_1 || swapped == BYTES_1) {
      String magic = new String(start, 344, 3, StandardCharsets.ISO_8859_1);
      return magic.equals("n+1") || magic.equals("ni1") ? Version.NIFTI_1 : Version.ANALYZE;
    }
    return null;
  }
}
