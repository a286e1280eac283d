package org.jelastix.api.image;

/** How a pixel component is stored in a file, under the names of {@code ResultImagePixelType}. */
public enum PixelType {
  UNSIGNED_CHAR("unsigned char", 1, 0, 255),
  CHAR("char", 1, Byte.MIN_VALUE, Byte.MAX_VALUE),
  UNSIGNED_SHORT("unsigned short", 2, 0, 65535),
  SHORT("short", 2, Short.MIN_VALUE, Short.MAX_VALUE),
  UNSIGNED_INT("unsigned int", 4, 0, 4294967295.0),
  INT("int", 4, Integer.MIN_VALUE, Integer.MAX_VALUE),
  UNSIGNED_LONG("unsigned long", 8, 0, 18446744073709551615.0),
  LONG("long", 8, Long.MIN_VALUE, Long.MAX_VALUE),
  FLOAT("float", 4, -Float.MAX_VALUE, Float.MAX_VALUE),
  DOUBLE("double", 8, -Double.MAX_VALUE, Double.MAX_VALUE);

  private final String elastixName;
  private final int bytes;
  private final double min;
  private final double max;

  PixelType(String elastixName, int bytes, double min, double max) {
    this.elastixName = elastixName;
    this.bytes = bytes;
    this.min = min;
    this.max = max;
  }

  /** The name in parameter files, for example {@code unsigned char}. */
  public String elastixName() {
    return elastixName;
  }

  /** Bytes of one component. */
  public int bytes() {
    return bytes;
  }

  /** The smallest value that can be stored. */
  public double min() {
    return min;
  }

  /** The largest value that can be stored. */
  public double max() {
    return max;
  }

  /** Whether values are whole numbers. */
  public boolean isInteger() {
    return this != FLOAT && this != DOUBLE;
  }

  /** Whether every value of this type is exact in a {@code float}. */
  public boolean fitsFloat() {
    return this == FLOAT || bytes <= 2;
  }
}
