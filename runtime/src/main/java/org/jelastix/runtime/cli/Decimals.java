package org.jelastix.runtime.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers with a fixed number of decimals, as C++ streams print them with {@code std::fixed}. */
final class Decimals {
  private static final double[] POWERS = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10};

  private Decimals() {}

  /**
   * Appends a number.
   *
   * @param text appended to
   * @param value any
   * @param decimals 0 to 9
   */
  static void append(StringBuilder text, double value, int decimals) {
    if (Double.isNaN(value)) {
      text.append("nan");
    } else if (Double.isInfinite(value)) {
      text.append(value > 0 ? "inf" : "-inf");
    } else {
      appendFinite(text, value, decimals);
    }
  }

  private static void appendFinite(StringBuilder text, double value, int decimals) {
    if (Double.doubleToRawLongBits(value) < 0) {
      text.append('-');
    }
    double scaled = Math.abs(value) * POWERS[decimals];
    double fraction = scaled - Math.floor(scaled);
    if (scaled > 1e15 || Math.abs(fraction - 0.5) < 1e-3) {
      BigDecimal exact = new BigDecimal(Math.abs(value)).setScale(decimals, RoundingMode.HALF_EVEN);
      text.append(exact.toPlainString());
      return;
    }
    long units = (long) Math.floor(scaled + 0.5);
    long one = (long) POWERS[decimals];
    text.append(units / one);
    if (decimals > 0) {
      text.append('.');
      String digits = Long.toString(units % one);
      text.append("0".repeat(decimals - digits.length())).append(digits);
    }
  }

  /** See {@link #append}. */
  static String fixed(double value, int decimals) {
    StringBuilder text = new StringBuilder();
    append(text, value, decimals);
    return text.toString();
  }
}
