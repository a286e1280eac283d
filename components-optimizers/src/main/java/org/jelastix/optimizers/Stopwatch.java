package org.jelastix.optimizers;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Time since it was made, in words for the log. */
final class Stopwatch {
  private final long start = System.nanoTime();

  /** For example {@code 1m2.35s}; minutes, hours and days only where needed. */
  String elapsed(int decimals) {
    return text((System.nanoTime() - start) * 1e-9, decimals);
  }

  static String text(double seconds, int decimals) {
    long whole = (long) seconds;
    long days = whole / 86400;
    long hours = whole % 86400 / 3600;
    long minutes = whole % 3600 / 60;
    StringBuilder text = new StringBuilder();
    if (days > 0) {
      text.append(days).append('d');
    }
    if (text.length() > 0 || hours > 0) {
      text.append(hours).append('h');
    }
    if (text.length() > 0 || minutes > 0) {
      text.append(minutes).append('m');
    }
    // By BigDecimal, for a Formatter is much to load for a line of a short registration's log.
    BigDecimal rest = BigDecimal.valueOf(seconds % 60).setScale(decimals, RoundingMode.HALF_UP);
    return text.append(rest.toPlainString()).append('s').toString();
  }
}
