package org.jelastix.io.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jelastix.api.InputException;

/** Ways to open and read files that may be missing, huge, or not what they claim. */
public final class InputFiles {
  private InputFiles() {}

  /**
   * Makes sure that a file can be read.
   *
   * @param file to be read
   * @throws InputException if it is missing, a folder, or may not be read
   */
  public static void requireRegular(Path file) {
    if (!Files.exists(file)) {
      throw new InputException(file + ": the file does not exist");
    }
    if (Files.isDirectory(file)) {
      throw new InputException(file + ": is a folder; a file is needed");
    }
    if (!Files.isReadable(file)) {
      throw new InputException(file + ": the file may not be read (permission denied)");
    }
  }

  /**
   * The length of a file in bytes.
   *
   * @param file regular
   */
  public static long length(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw Problems.reading(file, e);
    }
  }

  /**
   * The first bytes of a file, fewer if it is shorter; empty if it cannot be read.
   *
   * @param file may be anything
   * @param count how many at most
   */
  public static byte[] head(Path file, int count) {
    if (!Files.isRegularFile(file)) {
      return new byte[0];
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(count);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  /**
   * A whole text file: UTF-8, or Latin-1 where that does not fit, without byte order mark.
   *
   * @param file to read
   * @param mostBytes larger files are refused
   * @throws InputException if it cannot be read or is too large
   */
  public static String text(Path file, long mostBytes) {
    return decode(bytes(file, mostBytes));
  }

  /**
   * A whole file.
   *
   * @param file to read
   * @param mostBytes larger files are refused
   * @throws InputException if it cannot be read or is too large
   */
  public static byte[] bytes(Path file, long mostBytes) {
    requireRegular(file);
    try {
      long length = Files.size(file);
      if (length > mostBytes) {
        throw new InputException(
            file
                + ": "
                + length
                + " bytes are too many for a text file of this kind (at most "
                + mostBytes
                + ")");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Problems.reading(file, e);
    }
  }

  /**
   * Bytes as text: UTF-8, or Latin-1 where that does not fit, without byte order mark.
   *
   * @param bytes any
   */
  public static String decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      text = decodeStrictly(bytes);
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** The slow way, needed where the fast one replaced something, or where that was there before. */
  private static String decodeStrictly(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /**
   * Fills a buffer from a channel.
   *
   * @param channel to read
   * @param bytes filled from its position to its limit
   * @throws EOFException if the file ends before
   */
  public static void readFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException();
      }
    }
  }
}
