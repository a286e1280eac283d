package org.jelastix.io.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.jelastix.api.image.PixelType;

/** Turns bytes into values, block by block. */
final class PixelReader {
  private static final int BLOCK = 1 << 16;

  /** Values that one call of a loop turns into floats. */
  private static final int PIECE = 1 << 11;

  private PixelReader() {}

  /**
   * Reads binary values.
   *
   * @param in positioned at the first value
   * @param type of the values
   * @param order of the bytes
   * @param count how many
   * @param out gets them
   * @throws EOFException if the stream ends before
   */
  static void binary(InputStream in, PixelType type, ByteOrder order, int count, PixelValues out)
      throws IOException {
    byte[] block = new byte[BLOCK];
    ByteBuffer bytes = ByteBuffer.wrap(block).order(order);
    int size = type.bytes();
    short[] words = new short[size == Short.BYTES ? BLOCK / size : 0];
    int left = count;
    while (left > 0) {
      int n = Math.min(left, BLOCK / size);
      if (in.readNBytes(block, 0, n * size) < n * size) {
        throw new EOFException();
      }
      bytes.clear().limit(n * size);
      int at = out.extend(n);
      if (out.isFloat()) {
        toFloats(block, bytes, type, n, words, out.floats(), at);
      } else {
        toDoubles(bytes, type, n, out.doubles(), at);
      }
      left -= n;
    }
  }

  private static void toFloats(
      byte[] block, ByteBuffer bytes, PixelType type, int n, short[] words, float[] out, int at) {
    switch (type) {
      case FLOAT:
        bytes.asFloatBuffer().get(out, at, n);
        break;
      case UNSIGNED_CHAR:
      case CHAR:
      case SHORT:
      case UNSIGNED_SHORT:
        if (type.bytes() == Short.BYTES) {
          bytes.asShortBuffer().get(words, 0, n);
        }
        for (int from = 0; from < n; from += PIECE) {
          widen(block, words, type, from, Math.min(n, from + PIECE), out, at);
        }
        break;
      default:
        throw new IllegalStateException(type + " is not exact in a float");
    }
  }

  /** Some of the values of a block; a loop that is called often is compiled once. */
  private static void widen(
      byte[] block, short[] words, PixelType type, int from, int to, float[] out, int at) {
    switch (type) {
      case UNSIGNED_CHAR -> unsignedBytes(block, from, to, out, at);
      case CHAR -> signedBytes(block, from, to, out, at);
      case SHORT -> signedWords(words, from, to, out, at);
      default -> unsignedWords(words, from, to, out, at);
    }
  }

  private static void unsignedBytes(byte[] bytes, int from, int to, float[] out, int at) {
    for (int i = from; i < to; i++) {
      out[at + i] = bytes[i] & 0xff;
    }
  }

  private static void signedBytes(byte[] bytes, int from, int to, float[] out, int at) {
    for (int i = from; i < to; i++) {
      out[at + i] = bytes[i];
    }
  }

  private static void signedWords(short[] words, int from, int to, float[] out, int at) {
    for (int i = from; i < to; i++) {
      out[at + i] = words[i];
    }
  }

  private static void unsignedWords(short[] words, int from, int to, float[] out, int at) {
    for (int i = from; i < to; i++) {
      out[at + i] = words[i] & 0xffff;
    }
  }

  private static void toDoubles(ByteBuffer bytes, PixelType type, int n, double[] out, int at) {
    switch (type) {
      case DOUBLE:
        bytes.asDoubleBuffer().get(out, at, n);
        break;
      case INT:
        IntBuffer ints = bytes.asIntBuffer();
        for (int i = 0; i < n; i++) {
          out[at + i] = ints.get(i);
        }
        break;
      case UNSIGNED_INT:
        IntBuffer unsigned = bytes.asIntBuffer();
        for (int i = 0; i < n; i++) {
          out[at + i] = unsigned.get(i) & 0xffffffffL;
        }
        break;
      case LONG:
        LongBuffer longs = bytes.asLongBuffer();
        for (int i = 0; i < n; i++) {
          out[at + i] = (double) longs.get(i);
        }
        break;
      case UNSIGNED_LONG:
        LongBuffer words = bytes.asLongBuffer();
        for (int i = 0; i < n; i++) {
          long v = words.get(i);
          // Halved with the last bit kept, so that the rounding to double happens once.
          out[at + i] = v >= 0 ? (double) v : 2.0 * (double) ((v >>> 1) | (v & 1));
        }
        break;
      default:
        throw new IllegalStateException(type + " is read as float");
    }
  }

  /**
   * Reads numbers as text, apart by anything that is not part of a number.
   *
   * @param in positioned anywhere before the first number
   * @param count how many
   * @param out gets them
   * @throws EOFException if the stream ends before
   * @throws NumberFormatException if a word is not a number
   */
  static void text(InputStream in, int count, PixelValues out) throws IOException {
    byte[] block = new byte[BLOCK];
    StringBuilder word = new StringBuilder();
    int have = 0;
    int at = 0;
    for (int left = count; left > 0; ) {
      if (at == have) {
        have = in.read(block, 0, BLOCK);
        at = 0;
        if (have < 0) {
          if (word.length() > 0 && left == 1) {
            out.add(number(word));
            return;
          }
          throw new EOFException();
        }
      }
      byte b = block[at++];
      if (b > ' ' && b != ',' && b != ';') {
        if (word.length() >= 64) {
          throw new NumberFormatException("\"" + word + "…\" is not a number");
        }
        word.append((char) b);
      } else if (word.length() > 0) {
        out.add(number(word));
        word.setLength(0);
        left--;
      }
    }
  }

  private static double number(CharSequence word) {
    try {
      return Double.parseDouble(word.toString());
    } catch (NumberFormatException e) {
      switch (word.toString()) {
        case "nan":
        case "-nan":
          return Double.NaN;
        case "inf":
          return Double.POSITIVE_INFINITY;
        case "-inf":
          return Double.NEGATIVE_INFINITY;
        default:
          throw new NumberFormatException("\"" + word + "\" is not a number");
      }
    }
  }
}
