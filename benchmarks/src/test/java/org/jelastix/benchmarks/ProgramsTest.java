package org.jelastix.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramsTest {
  @Test
  void readsTheLaunchersOptions() {
    List<String> options = Programs.ofThisProject().launcherOptions();
    assertTrue(options.contains("-XX:+UseSerialGC"), options.toString());
    assertTrue(
        options.stream().anyMatch(o -> o.startsWith("-XX:FreqInlineSize=")), options::toString);
    assertEquals(List.of(), options.stream().filter(o -> !o.startsWith("-X")).toList());
  }
}
