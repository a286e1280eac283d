package org.jelastix.io.image;

import java.util.Arrays;
import org.jelastix.api.InputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;

/**
 * The values of an image while it is read: {@code float} or {@code double}, taking memory as the
 * values arrive where the file's length says little about their number.
 */
final class PixelValues {
  private static final int MOST = Integer.MAX_VALUE - 8;

  private final String source;
  private final int total;
  private float[] floats;
  private double[] doubles;
  private int count;

  private PixelValues(String source, int total, boolean asFloat, int initial) {
    this.source = source;
    this.total = total;
    try {
      if (asFloat) {
        this.floats = new float[initial];
      } else {
        this.doubles = new double[initial];
      }
    } catch (OutOfMemoryError e) {
      throw tooLarge(asFloat);
    }
  }

  /**
   * Room for values that are known to be in the file.
   *
   * @param source the file, for messages
   * @param total number of values
   * @param type decides between float and double
   */
  static PixelValues exactly(String source, long total, PixelType type) {
    requireRoom(source, total, type.fitsFloat());
    return new PixelValues(source, (int) total, type.fitsFloat(), (int) total);
  }

  /**
   * Room for values that come out of compressed data, and may turn out to be fewer than promised.
   *
   * @param source the file, for messages
   * @param total number of values promised
   * @param type decides between float and double
   * @param compressedBytes bytes that they come from
   */
  static PixelValues atMost(String source, long total, PixelType type, long compressedBytes) {
    // Deflate packs at most 1032 : 1; what promises more than that is a lie.
    if (total > (compressedBytes + 64) * 1040 / type.bytes()) {
      throw new InputException(
          source
              + ": the header promises "
              + total
              + " values of "
              + type.bytes()
              + " bytes, more than "
              + compressedBytes
              + " bytes of compressed data can hold");
    }
    requireRoom(source, total, type.fitsFloat());
    long likely = Math.max(1024, compressedBytes * 8 / type.bytes());
    return new PixelValues(source, (int) total, type.fitsFloat(), (int) Math.min(total, likely));
  }

  private static void requireRoom(String source, long total, boolean asFloat) {
    if (total > MOST) {
      throw new InputException(
          source + ": " + total + " values are too many for one image (at most 2^31)");
    }
    long bytes = total * (asFloat ? Float.BYTES : Double.BYTES);
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap) {
      throw new InputException(
          source
              + ": needs "
              + (bytes >> 20)
              + " MiB of memory, but Java may use "
              + (heap >> 20)
              + " MiB; start it with a larger -Xmx");
    }
  }

  private InputException tooLarge(boolean asFloat) {
    long bytes = (long) total * (asFloat ? Float.BYTES : Double.BYTES);
    return new InputException(
        source
            + ": not enough memory for "
            + (bytes >> 20)
            + " MiB of pixels; start Java with a larger -Xmx");
  }

  /** Whether values are kept as float. */
  boolean isFloat() {
    return floats != null;
  }

  /** Number of values promised. */
  int total() {
    return total;
  }

  /** Number of values so far. */
  int count() {
    return count;
  }

  /**
   * Makes room for some more values and counts them as there; the caller fills them in.
   *
   * @param more how many
   * @return where the first of them is
   */
  int extend(int more) {
    int from = count;
    int needed = Math.addExact(count, more);
    if (needed > total) {
      throw new IllegalStateException("more values than promised");
    }
    int room = floats != null ? floats.length : doubles.length;
    if (needed > room) {
      int larger = (int) Math.min(total, Math.max(needed, 2L * room));
      try {
        if (floats != null) {
          floats = Arrays.copyOf(floats, larger);
        } else {
          doubles = Arrays.copyOf(doubles, larger);
        }
      } catch (OutOfMemoryError e) {
        throw tooLarge(floats != null);
      }
    }
    count = needed;
    return from;
  }

  /** Where float values go; null if they are double. Stale after {@link #extend}. */
  float[] floats() {
    return floats;
  }

  /** Where double values go; null if they are float. Stale after {@link #extend}. */
  double[] doubles() {
    return doubles;
  }

  /**
   * Appends one value.
   *
   * @param value rounded to float where values are float
   */
  void add(double value) {
    int at = extend(1);
    if (floats != null) {
      floats[at] = (float) value;
    } else {
      doubles[at] = value;
    }
  }

  /** Rounds double values to float and keeps them so. */
  void toFloat() {
    if (doubles != null) {
      float[] rounded = new float[count];
      for (int i = 0; i < count; i++) {
        rounded[i] = (float) doubles[i];
      }
      floats = rounded;
      doubles = null;
    }
  }

  /**
   * Replaces each value v by {@code slope * v + intercept}.
   *
   * @param slope factor
   * @param intercept summand
   */
  void rescale(double slope, double intercept) {
    for (int i = 0; i < count; i++) {
      if (floats != null) {
        floats[i] = (float) (slope * floats[i] + intercept);
      } else {
        doubles[i] = slope * doubles[i] + intercept;
      }
    }
  }

  /**
   * The values as an image.
   *
   * @param grid has as many voxels as there are values
   * @param components values a voxel
   * @param type in the file
   */
  Image toImage(ImageGrid grid, int components, PixelType type) {
    if (count != total) {
      throw new IllegalStateException("only " + count + " of " + total + " values are there");
    }
    Image image =
        floats != null
            ? Image.ofVectors(grid, components, floats)
            : Image.ofVectors(grid, components, doubles);
    return image.storedAs(type);
  }

  /**
   * Puts the components of each voxel side by side, where the file has their axis elsewhere.
   *
   * @param components size of their axis
   * @param inner number of values that vary faster than the component; all voxels where the file
   *     has one component after the other
   */
  void interleave(int components, int inner) {
    int outer = total / components / inner;
    float[] mixedFloats = floats != null ? new float[total] : null;
    double[] mixedDoubles = floats != null ? null : new double[total];
    for (int o = 0; o < outer; o++) {
      for (int c = 0; c < components; c++) {
        int from = (o * components + c) * inner;
        int to = o * inner * components + c;
        for (int i = 0; i < inner; i++) {
          if (floats != null) {
            mixedFloats[to + i * components] = floats[from + i];
          } else {
            mixedDoubles[to + i * components] = doubles[from + i];
          }
        }
      }
    }
    floats = mixedFloats;
    doubles = mixedDoubles;
  }
}
