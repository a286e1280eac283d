package org.jelastix.runtime.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
  private static final List<String> KNOWN =
      List.of("AffineTransform", "EulerTransform", "BSplineTransform", "FinalBSplineInterpolator");

  @Test
  void findsMisspeltNames() {
    assertEquals(List.of("AffineTransform"), Suggestions.nearest("AfineTransform", KNOWN));
    assertEquals(List.of("BSplineTransform"), Suggestions.nearest("bsplinetransform", KNOWN));
    assertEquals(List.of("EulerTransform"), Suggestions.nearest("Euler", KNOWN));
    assertEquals(
        List.of("FinalBSplineInterpolator"), Suggestions.nearest("BSplineInterpolator", KNOWN));
  }

  @Test
  void staysSilentWhenNothingIsNear() {
    assertEquals(List.of(), Suggestions.nearest("Quux", KNOWN));
    assertEquals("", Suggestions.phrase("Quux", KNOWN));
  }

  @Test
  void countsSwapsAsOne() {
    assertEquals(1, Suggestions.distance("metric", "mertic"));
    assertEquals(0, Suggestions.distance("a", "a"));
    assertEquals(3, Suggestions.distance("", "abc"));
  }
}
