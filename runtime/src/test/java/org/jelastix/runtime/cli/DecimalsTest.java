package org.jelastix.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DecimalsTest {

  @Test
  void printsAsCppStreamsDo() {
    assertEquals("0.000000", Decimals.fixed(0, 6));
    assertEquals("-0.000000", Decimals.fixed(-1e-9, 6));
    assertEquals("-0.529930", Decimals.fixed(-0.52993, 6));
    assertEquals("1.0", Decimals.fixed(0.96, 1));
    assertEquals("0.12", Decimals.fixed(0.125, 2));
    assertEquals("0.38", Decimals.fixed(0.375, 2));
    assertEquals("3", Decimals.fixed(2.7, 0));
    assertEquals("100000000000000000000.000000", Decimals.fixed(1e20, 6));
    assertEquals("nan", Decimals.fixed(Double.NaN, 6));
    assertEquals("-inf", Decimals.fixed(Double.NEGATIVE_INFINITY, 6));
  }

  @Test
  void roundsTheExactBinaryValue() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(10) - 4);
      int decimals = random.nextInt(10);
      String exact =
          new BigDecimal(Math.abs(value))
              .setScale(decimals, RoundingMode.HALF_EVEN)
              .toPlainString();
      assertEquals((value < 0 ? "-" : "") + exact, Decimals.fixed(value, decimals));
    }
  }
}
