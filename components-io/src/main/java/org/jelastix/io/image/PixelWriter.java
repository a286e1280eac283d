package org.jelastix.io.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.PixelType;

/**
 * Turns values into bytes, block by block.
 *
 * <p>Whole-number types get the value cut toward zero, as ITK's cast does it in elastix: 2.9
 * becomes 2, -2.9 becomes -2. What lies outside the type's range becomes its nearest end, where
 * elastix lets it wrap around; NaN becomes 0.
 */
final class PixelWriter {
  private static final int BLOCK = 1 << 16;
  private static final double TWO_TO_63 = 9223372036854775808.0;

  private PixelWriter() {}

  /**
   * Writes all values of an image, components side by side.
   *
   * @param image whose stored type is written
   * @param order of the bytes
   * @param out gets them
   */
  static void write(Image image, ByteOrder order, OutputStream out) throws IOException {
    write(image, 0, 1, image.length(), order, out);
  }

  /**
   * Writes some values of an image.
   *
   * @param image whose stored type is written
   * @param first the first value
   * @param step from one value to the next
   * @param count how many
   * @param order of the bytes
   * @param out gets them
   */
  static void write(Image image, int first, int step, int count, ByteOrder order, OutputStream out)
      throws IOException {
    PixelType type = image.storedType();
    int size = type.bytes();
    byte[] block = new byte[BLOCK];
    ByteBuffer bytes = ByteBuffer.wrap(block).order(order);
    int perBlock = BLOCK / size;
    float[] part = new float[image.isFloat() && step != 1 ? perBlock : 0];
    short[] words = new short[size == Short.BYTES ? perBlock : 0];
    int at = first;
    for (int left = count; left > 0; ) {
      int n = Math.min(left, perBlock);
      if (image.isFloat()) {
        float[] values = image.floats();
        int from = at;
        if (step != 1) {
          gather(values, at, step, part, n);
          values = part;
          from = 0;
        }
        put(values, from, n, type, words, block, bytes);
      } else if (type == PixelType.DOUBLE && step == 1) {
        bytes.clear();
        bytes.asDoubleBuffer().put(image.doubles(), at, n);
      } else {
        for (int i = 0; i < n; i++) {
          put(bytes, i * size, type, image.value(at + i * step));
        }
      }
      out.write(block, 0, n * size);
      at += n * step;
      left -= n;
    }
  }

  private static void gather(float[] values, int first, int step, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = values[first + i * step];
    }
  }

  /** Fills the buffer from its start; one short loop for each of the common types. */
  private static void put(
      float[] values,
      int from,
      int n,
      PixelType type,
      short[] words,
      byte[] block,
      ByteBuffer bytes) {
    bytes.clear();
    switch (type) {
      case FLOAT:
        bytes.asFloatBuffer().put(values, from, n);
        break;
      case CHAR:
      case UNSIGNED_CHAR:
        toBytes(values, from, n, (int) type.min(), (int) type.max(), block);
        break;
      case SHORT:
      case UNSIGNED_SHORT:
        toWords(values, from, n, (int) type.min(), (int) type.max(), words);
        bytes.asShortBuffer().put(words, 0, n);
        break;
      default:
        for (int i = 0; i < n; i++) {
          put(bytes, i * type.bytes(), type, values[from + i]);
        }
    }
  }

  // The cast to int cuts toward zero, stops at the ends of int, and makes NaN 0.

  private static void toBytes(float[] values, int from, int n, int min, int max, byte[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = (byte) Math.max(min, Math.min(max, (int) values[from + i]));
    }
  }

  private static void toWords(float[] values, int from, int n, int min, int max, short[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = (short) Math.max(min, Math.min(max, (int) values[from + i]));
    }
  }

  private static void put(ByteBuffer bytes, int at, PixelType type, double value) {
    switch (type) {
      case FLOAT:
        bytes.putFloat(at, (float) value);
        break;
      case DOUBLE:
        bytes.putDouble(at, value);
        break;
      default:
        long whole = whole(value, type);
        switch (type.bytes()) {
          case 1:
            bytes.put(at, (byte) whole);
            break;
          case 2:
            bytes.putShort(at, (short) whole);
            break;
          case 4:
            bytes.putInt(at, (int) whole);
            break;
          default:
            bytes.putLong(at, whole);
            break;
        }
    }
  }

  /** The bits of a value in a whole-number type: cut toward zero, held inside the range. */
  static long whole(double value, PixelType type) {
    if (Double.isNaN(value)) {
      return 0;
    }
    if (type == PixelType.UNSIGNED_LONG && value >= TWO_TO_63) {
      return value >= 2 * TWO_TO_63 ? -1L : (long) (value - TWO_TO_63) + Long.MIN_VALUE;
    }
    // The cast to long cuts toward zero and stops at the ends of long.
    return (long) Math.max(type.min(), Math.min(type.max(), value));
  }
}
