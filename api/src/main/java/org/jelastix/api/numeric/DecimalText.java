package org.jelastix.api.numeric;

/**
 * Numbers from text, as {@link Double#parseDouble} gives them, but several times faster where they
 * are many.
 *
 * <p>With the digits as one whole number w below 10¹⁸ and a decimal exponent −k from −22 to 0, the
 * value is w / 10^k, where 10^k is exact. The quotient of rounded numbers is corrected by its
 * remainder, which a fused multiplication gives exactly; where that leaves open to which side to
 * round, and for texts of any other kind, parseDouble decides. (W. D. Clinger, "How to read
 * floating point numbers accurately", PLDI 1990, is the idea for w below 2⁵³.)
 */
public final class DecimalText {
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /**
   * A whole number from here on may be too long with one digit more: below, it stays below 10¹⁸.
   */
  public static final long FULL = 100_000_000_000_000_000L;

  /** How far from the middle between two numbers, in their distance, rounding is beyond doubt. */
  private static final double DOUBT = 1e-9;

  private DecimalText() {}

  /**
   * The number that is closest to a decimal text.
   *
   * @param text as Double.parseDouble takes it
   * @throws NumberFormatException if it is none
   */
  public static double parse(String text) {
    int n = text.length();
    int i = 0;
    boolean negative = n > 0 && text.charAt(0) == '-';
    if (negative) {
      i++;
    }
    long whole = 0;
    int exponent = 0;
    boolean fraction = false;
    for (; i < n; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        if (whole >= FULL) {
          return Double.parseDouble(text);
        }
        whole = 10 * whole + (c - '0');
        exponent -= fraction ? 1 : 0;
      } else if (c == '.' && !fraction) {
        fraction = true;
      } else {
        break;
      }
    }
    if (i < n) {
      if (n - i < 3 || n - i > 5 || text.charAt(i) != 'e' || text.charAt(i + 1) != '-') {
        return Double.parseDouble(text);
      }
      int power = 0;
      for (int j = i + 2; j < n; j++) {
        char c = text.charAt(j);
        if (c < '0' || c > '9') {
          return Double.parseDouble(text);
        }
        power = 10 * power + (c - '0');
      }
      exponent -= power;
    }
    double value = of(whole, exponent);
    if (whole == 0 || Double.isNaN(value)) { // there may be no digit at all
      return Double.parseDouble(text);
    }
    return negative ? -value : value;
  }

  /**
   * The number that is closest to w · 10ᵏ, for readers of many numbers that find the digits
   * themselves.
   *
   * @param whole w, from 0 to below 10¹⁸
   * @param exponent k
   * @return NaN where parseDouble has to decide
   */
  public static double of(long whole, int exponent) {
    if (whole == 0) {
      return 0;
    }
    return exponent > 0 || exponent < 1 - POWERS.length || !Fused.isAvailable()
        ? Double.NaN
        : quotient(whole, POWERS[-exponent]);
  }

  /** w / p rounded once, or NaN if that is in doubt. Only as quick as it should be if fused. */
  private static double quotient(long w, double p) {
    double high = (double) w;
    double low = (double) (w - (long) high);
    double quotient = high / p;
    double remainder = Math.fma(-quotient, p, high);
    double correction = (remainder + low) / p;
    double sum = quotient + correction;
    double rest = (quotient - sum) + correction;
    double ulp = Math.ulp(sum);
    boolean powerOfTwo = (Double.doubleToRawLongBits(sum) & 0xfffffffffffffL) == 0;
    return powerOfTwo || Math.abs(Math.abs(rest) - 0.5 * ulp) < DOUBT * ulp ? Double.NaN : sum;
  }
}
