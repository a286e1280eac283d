package org.jelastix.io;

import java.util.Arrays;
import java.util.Random;

/** Valid files made invalid. */
public final class DamagedBytes {
  private DamagedBytes() {}

  /**
   * Flips, overwrites or cuts some bytes, half of them near the start, where headers are.
   *
   * @param bytes a valid file
   * @param random decides where and how
   */
  public static byte[] of(byte[] bytes, Random random) {
    byte[] b = bytes.clone();
    if (b.length == 0) {
      return b;
    }
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times; i++) {
      int reach = random.nextBoolean() ? b.length : Math.min(b.length, 420);
      int at = random.nextInt(reach);
      switch (random.nextInt(5)) {
        case 0:
          b[at] ^= (byte) (1 << random.nextInt(8));
          break;
        case 1:
          b[at] = (byte) random.nextInt(256);
          break;
        case 2:
          b[at] = (byte) ('0' + random.nextInt(10));
          break;
        case 3:
          b[at] = (byte) 0xff;
          break;
        default:
          if (random.nextInt(3) == 0) {
            return Arrays.copyOf(b, at);
          }
          break;
      }
    }
    return b;
  }
}
