package org.jelastix.io.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jelastix.api.InputException;
import org.jelastix.api.image.PixelType;
import org.jelastix.io.file.InputFiles;
import org.jelastix.io.file.Problems;

/**
 * A stretch of a file that holds pixel values.
 *
 * @param file where they are
 * @param offset byte of the first one (of the compressed data, if compressed)
 * @param encoding how they are stored
 * @param type of the values
 * @param order of the bytes
 * @param skip bytes to pass over after decompression
 */
record PixelSection(
    Path file, long offset, Encoding encoding, PixelType type, ByteOrder order, long skip) {

  /** How values are stored. */
  enum Encoding {
    /** As bytes. */
    RAW,
    /** Compressed by deflate, with a zlib or gzip header, whichever the data starts with. */
    DEFLATED,
    /** As text. */
    TEXT
  }

  /**
   * Room for all values of an image that starts with this section.
   *
   * @param total number of values promised
   * @param inThisFile number of them in this section
   * @throws InputException if the file is too short for them
   */
  PixelValues room(long total, long inThisFile) {
    requireLength(inThisFile);
    if (encoding == Encoding.DEFLATED) {
      long compressed = Math.max(0, InputFiles.length(file) - offset);
      long files = Math.max(1, total / Math.max(1, inThisFile));
      return PixelValues.atMost(
          file.toString(),
          total,
          type,
          compressed > (1L << 50) / files ? 1L << 50 : compressed * files);
    }
    return PixelValues.exactly(file.toString(), total, type);
  }

  private void requireLength(long count) {
    if (encoding == Encoding.DEFLATED) {
      return;
    }
    long available = Math.max(0, InputFiles.length(file) - offset - skip);
    long needed = encoding == Encoding.RAW ? count * type.bytes() : 2 * count - 1;
    if (available < needed) {
      throw new InputException(
          file
              + ": the header promises "
              + needed
              + " bytes of pixels, but the file has only "
              + available
              + (encoding == Encoding.TEXT ? " (at least 2 for each value)" : ""));
    }
  }

  /**
   * Reads values.
   *
   * @param count how many
   * @param out gets them
   * @throws InputException if the file is too short or corrupt
   */
  void read(int count, PixelValues out) {
    requireLength(count);
    Inflater inflater = new Inflater();
    try (FileChannel channel = FileChannel.open(file)) {
      channel.position(offset);
      InputStream in = Channels.newInputStream(channel);
      if (encoding == Encoding.DEFLATED) {
        in = inflating(in, inflater);
      }
      if (skip > 0) {
        in.skipNBytes(skip);
      }
      if (encoding == Encoding.TEXT) {
        PixelReader.text(new BufferedInputStream(in, 1 << 16), count, out);
      } else {
        PixelReader.binary(in, type, order, count, out);
      }
    } catch (NumberFormatException e) {
      throw new InputException(file + ": " + Problems.oneLine(e.getMessage()), e);
    } catch (IOException e) {
      throw Problems.reading(file, e);
    } finally {
      inflater.end();
    }
  }

  private static InputStream inflating(InputStream raw, Inflater inflater) throws IOException {
    PushbackInputStream in = new PushbackInputStream(raw, 2);
    byte[] magic = in.readNBytes(2);
    in.unread(magic);
    if (magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b) {
      return new GZIPInputStream(in, 1 << 16);
    }
    return new InflaterInputStream(in, inflater, 1 << 16);
  }
}
