package org.jelastix.io.parameter;

import java.util.Arrays;
import org.jelastix.api.numeric.DecimalText;
import org.jelastix.api.parameter.NumberTexts;

/**
 * A line of plain numbers, {@code (Name 1 -2.5 3e-4)}, read in one pass: a transform's can have
 * millions of characters. Lines of any other kind, wrong ones included, are left to the slower way,
 * which would read this one just so.
 */
final class NumberLine {
  private static final int FEW = 16;
  private static final int GROWTH = 4;

  /** More than a text can hold, with a space behind each. */
  private static final int MOST = Integer.MAX_VALUE / 2;

  /** Exponents of more digits are left to the slower way. */
  private static final int MOST_EXPONENT = 1000;

  /** In place of a whole number. */
  private static final long TOO_LONG = -1;

  private final String text;
  private final byte[] characters;
  private String name;
  private int end;
  private int[] bounds = new int[2 * FEW];
  private double[] numbers = new double[FEW];
  private int count;
  private int exponent;

  private NumberLine(String text, byte[] characters) {
    this.text = text;
    this.characters = characters;
  }

  /**
   * A line of numbers.
   *
   * @param text the whole file
   * @param characters the same in Latin-1, as many
   * @param start of the line
   * @return null if the line is of another kind
   */
  static NumberLine at(String text, byte[] characters, int start) {
    NumberLine line = new NumberLine(text, characters);
    int first = line.readName(start);
    int bracket = first < 0 ? -1 : line.readNumbers(first);
    return bracket >= 0 && line.count > 0 && line.readEnd(bracket + 1) ? line : null;
  }

  String name() {
    return name;
  }

  NumberTexts numbers() {
    return new NumberTexts(text, bounds, numbers, count);
  }

  /** Where the line break is, or the end of the text. */
  int end() {
    return end;
  }

  /** Returns the place of the space behind the name, or -1. */
  private int readName(int start) {
    byte[] c = characters;
    if (start == c.length || c[start] != '(') {
      return -1;
    }
    int i = start + 1;
    while (i < c.length && isLetterOrDigit(c[i])) {
      i++;
    }
    if (i == start + 1 || i == c.length || c[i] != ' ') {
      return -1;
    }
    name = text.substring(start + 1, i);
    return i;
  }

  private static boolean isLetterOrDigit(byte c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /**
   * Returns the place of the closing bracket, or -1. One loop over the characters, which the JVM
   * compiles while it runs: a process may well read a single line of this length.
   */
  private int readNumbers(int from) {
    byte[] c = characters;
    int length = c.length;
    int i = from;
    while (i < length && c[i] != ')') {
      if (c[i] == ' ') {
        i++;
        continue;
      }
      int start = i;
      boolean negative = c[i] == '-';
      if (negative) {
        i++;
      }
      int digits = i;
      int point = -1;
      long whole = 0;
      boolean tooLong = false;
      for (; i < length; i++) {
        int digit = c[i] - '0';
        if (digit >= 0 && digit <= 9) {
          tooLong |= whole >= DecimalText.FULL;
          whole = 10 * whole + digit;
        } else if (digit == '.' - '0' && point < 0) {
          point = i;
        } else {
          break;
        }
      }
      if (i - digits < (point < 0 ? 1 : 2)) {
        return -1;
      }
      exponent = point < 0 ? 0 : point + 1 - i;
      if (i < length && c[i] == 'e') {
        i = readExponent(i + 1);
      }
      if (i < 0 || i == length || (c[i] != ' ' && c[i] != ')')) {
        return -1;
      }
      add(start, i, negative, tooLong ? TOO_LONG : whole);
    }
    return i < length ? i : -1;
  }

  /** Adds what is behind the e to the exponent; returns the place behind it, or -1. */
  private int readExponent(int from) {
    byte[] c = characters;
    int i = from;
    boolean negative = i < c.length && c[i] == '-';
    if (negative || (i < c.length && c[i] == '+')) {
      i++;
    }
    int first = i;
    int power = 0;
    while (i < c.length && c[i] >= '0' && c[i] <= '9' && power < MOST_EXPONENT) {
      power = 10 * power + c[i] - '0';
      i++;
    }
    exponent += negative ? -power : power;
    return i == first ? -1 : i;
  }

  private void add(int start, int stop, boolean negative, long whole) {
    if (count == numbers.length) {
      int most = (int) Math.min(MOST, (long) GROWTH * count);
      numbers = Arrays.copyOf(numbers, most);
      bounds = Arrays.copyOf(bounds, 2 * most);
    }
    double value = whole == TOO_LONG ? Double.NaN : DecimalText.of(whole, exponent);
    if (Double.isNaN(value)) {
      value = Double.parseDouble(text.substring(start, stop));
    } else if (negative) {
      value = -value;
    }
    bounds[2 * count] = start;
    bounds[2 * count + 1] = stop;
    numbers[count] = value;
    count++;
  }

  /** Whether nothing but the end of the line is there. */
  private boolean readEnd(int from) {
    byte[] c = characters;
    int i = from;
    while (i < c.length && (c[i] == ' ' || c[i] == '\r')) {
      i++;
    }
    end = i;
    return i == c.length || c[i] == '\n';
  }
}
