package org.jelastix.api.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RandomStreamTest {

  @Test
  void tenThousandthNumberIsTheOneThatTheCppStandardStates() {
    RandomStream stream = new RandomStream(5489);
    assertEquals(3499211612L, Integer.toUnsignedLong(stream.nextBits()));
    for (int i = 2; i < 10000; i++) {
      stream.nextBits();
    }
    assertEquals(4123659995L, Integer.toUnsignedLong(stream.nextBits()));
  }

  @Test
  void realsStayInTheirIntervals() {
    RandomStream stream = new RandomStream(1);
    for (int i = 0; i < 100000; i++) {
      double closed = stream.nextClosed();
      double open = stream.nextOpen();
      double halfOpen = stream.nextHalfOpen();
      assertTrue(closed >= 0 && closed <= 1);
      assertTrue(open > 0 && open < 1);
      assertTrue(halfOpen >= 0 && halfOpen < 1);
    }
  }

  @Test
  void manyAtATimeAreTheSameNumbers() {
    RandomStream one = new RandomStream(11);
    RandomStream many = new RandomStream(11);
    double[] out = new double[3000];
    for (int count : new int[] {0, 1, 300, 624, 2999, 3000}) {
      RandomStream.Block block = many.take(count);
      block.halfOpen(count / 3, out, count - count / 3);
      for (int i = 0; i < count; i++) {
        double drawn = one.nextHalfOpen();
        if (i >= count / 3) {
          assertEquals(drawn, out[i - count / 3]);
        }
      }
      assertEquals(one.nextBits(), many.nextBits());
    }
  }

  @Test
  void boundedIntegersAreUniformAndReachBothEnds() {
    RandomStream stream = new RandomStream(7);
    int[] counts = new int[6];
    int draws = 60000;
    for (int i = 0; i < draws; i++) {
      counts[stream.nextInteger(5)]++;
    }
    double chiSquare = 0;
    for (int c : counts) {
      chiSquare += (c - draws / 6.0) * (c - draws / 6.0) / (draws / 6.0);
    }
    assertTrue(chiSquare < 20.5, "chi-square of 5 degrees of freedom: " + chiSquare);
    assertEquals(0, stream.nextInteger(0));
  }

  @Test
  void normalVariatesHaveTheAskedMeanAndVariance() {
    RandomStream stream = new RandomStream(3);
    int n = 200000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double v = stream.nextNormal(2, 9);
      sum += v;
      squares += v * v;
    }
    double mean = sum / n;
    assertEquals(2, mean, 0.03);
    assertEquals(9, squares / n - mean * mean, 0.15);
  }
}
