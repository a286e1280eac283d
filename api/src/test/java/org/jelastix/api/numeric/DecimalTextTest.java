package org.jelastix.api.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

  private static void same(String text) {
    assertEquals(
        Double.doubleToRawLongBits(Double.parseDouble(text)),
        Double.doubleToRawLongBits(DecimalText.parse(text)),
        text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "0.0",
        "-0.0e-3",
        "1",
        "-1",
        "1.",
        ".5",
        "-.25",
        "+3",
        "1e5",
        "1E-5",
        "1e-5",
        "1e-05",
        "12345678901234567",
        "123456789012345678",
        "1234567890123456789",
        "9007199254740993",
        "9007199254740992.5",
        "0.1",
        "0.3",
        "4.35",
        "2.2250738585072012e-308",
        "1e-22",
        "1e-23",
        "9.5367431640625e-7",
        "0.000244140625",
        "1.7976931348623157e308",
        "0.015690877029514817",
        "-0.0047734725678279391",
        "00000000000000000000012.5",
        "0.0000000000000000000000012",
        "NaN",
        "Infinity",
        " 7.25 ",
        "0x1p-3",
        "1d",
        "3.5f",
        "72057594037927945e-1",
        "72057594037927937",
        "99999999999999999e-22"
      })
  void isWhatTheJdkSays(String text) {
    same(text);
  }

  @Test
  void isWhatTheJdkSaysForRandomNumbers() {
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 200_000; i++) {
      double size = Math.pow(10, random.nextInt(-9, 4));
      double v = (random.nextDouble() - 0.5) * size;
      same(Double.toString(v).replace("E", "e"));
      same(String.format(Locale.ROOT, "%.6f", v));
      same(random.nextLong(1_000_000_000_000_000_000L) + "e-" + random.nextInt(23));
    }
  }

  /** Halfway between two doubles, and just beside. */
  @Test
  void roundsTiesToEven() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 20_000; i++) {
      long odd = (1L << 54) + 2 * random.nextLong(1L << 52) + 1;
      same(Long.toString(odd));
      same(Long.toString(odd - 1));
      same(odd + "e-1");
      same(odd + ".0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", ".", "e-5", "1e-", "1e-x", "1.2.3", "--1", "1 2", "1e--5", "abc"})
  void refusesWhatTheJdkRefuses(String text) {
    assertThrows(NumberFormatException.class, () -> DecimalText.parse(text));
  }
}
