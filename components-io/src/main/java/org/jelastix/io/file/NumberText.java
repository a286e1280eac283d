package org.jelastix.io.file;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** What elastix takes for a number when it writes parameter files, and how it writes one. */
public final class NumberText {
  private NumberText() {}

  /**
   * Whether a text is written without quotes: digits, with a decimal point between digits, and an
   * exponent with sign after a mantissa of one digit before the point. {@code 1e5}, {@code .5} and
   * {@code Infinity} are texts by this rule, as in elastix.
   */
  public static boolean isNumber(String text) {
    int n = text.length();
    int i = 0;
    if (i < n && text.charAt(i) == '-') {
      i++;
    }
    int start = i;
    i = digits(text, i);
    if (i == start) {
      return false;
    }
    if (i == n) {
      return true;
    }
    int whole = i - start;
    boolean fraction = false;
    if (text.charAt(i) == '.') {
      int from = i + 1;
      i = digits(text, from);
      if (i == from) {
        return false;
      }
      fraction = true;
    }
    if (i == n) {
      return fraction;
    }
    if (text.charAt(i) != 'e' || whole != 1 || i + 1 == n) {
      return false;
    }
    char sign = text.charAt(i + 1);
    int from = i + 2;
    i = digits(text, from);
    return (sign == '+' || sign == '-') && i > from && i == n;
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  /**
   * The shortest text that reads back as the same number: plain for exponents from -7 to 20, else
   * with {@code e+} or {@code e-}; {@code NaN}, {@code Infinity}, {@code -Infinity}.
   */
  public static String of(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal shortest = exact;
    for (int precision = 1; precision <= 17; precision++) {
      shortest = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
      if (shortest.doubleValue() == value) {
        break;
      }
    }
    shortest = shortest.stripTrailingZeros();
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    if (exponent >= -7 && exponent < 21) {
      return shortest.toPlainString();
    }
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (value < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "" : "+") + exponent;
  }
}
