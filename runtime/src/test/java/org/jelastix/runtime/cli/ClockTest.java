package org.jelastix.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ClockTest {

  @Test
  void spansAreSplitIntoUnits() {
    assertEquals("0.9s", Clock.span(0.94, 1));
    assertEquals("1m2.3s", Clock.span(62.3, 1));
    assertEquals("1h0m0.0s", Clock.span(3600, 1));
    assertEquals("1d1h1m1.00s", Clock.span(90061, 2));
  }

  @Test
  void datesLookLikeThoseOfElastix() {
    assertTrue(
        Clock.now().matches("[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8} [0-9]{4}"),
        Clock.now());
  }
}
