package org.jelastix.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Names; that the projects work is a test of the conformance kit. */
final class PluginProjectTest {
  @Test
  void artifactsAreNamedWithDashes() {
    assertEquals("local-correlation", artifact("LocalCorrelation"));
    assertEquals("my-ssd", artifact("MySSD"));
    assertEquals("ssd-like", artifact("SSDLike"));
    assertEquals("x2-y", artifact("X2Y"));
  }

  private static String artifact(String name) {
    return PluginProject.of("metric", name, null, "1.0").artifact();
  }

  @Test
  void nothingIsLeftToFill() {
    for (String type : new String[] {"metric", "transform"}) {
      PluginProject.of(type, "Mine", "org.mine", "1.0")
          .files()
          .forEach(
              (file, text) -> {
                assertFalse(text.matches("(?s).*@[A-Za-z]+@.*"), file);
                assertTrue(text.endsWith("\n"), file);
              });
    }
  }

  @Test
  void wrongNamesAreRefused() {
    assertRefused("filter", "Mine", null, "metric, transform");
    assertRefused("metric", "mine", null, "a capital");
    assertRefused("metric", "Mi-ne", null, "a capital");
    assertRefused("metric", "New", null, "com.example.new");
    assertRefused("metric", "Mine", "mine", "com.example.mine");
    assertRefused("metric", "Mine", "../..", "cannot be the name of a package");
  }

  private static void assertRefused(String type, String name, String packageName, String part) {
    UsageException e =
        assertThrows(UsageException.class, () -> PluginProject.of(type, name, packageName, "1.0"));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
