package org.jelastix.conformance.extending;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/extending.md shows the code that is compiled and checked here. */
class ExtendingPageTest {
  private static final Path PAGE = Path.of("..", "docs", "extending.md");
  private static final Path CODE =
      Path.of("src", "test", "java", "org", "jelastix", "conformance", "extending");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LocalCorrelationProvider",
        "AxisScalingProvider",
        "LocalCorrelationConformanceTest",
        "AxisScalingConformanceTest"
      })
  void thePageShowsTheCodeThatIsTested(String type) throws IOException {
    String page = Files.readString(PAGE, StandardCharsets.UTF_8);
    String code =
        Files.readString(CODE.resolve(type + ".java"), StandardCharsets.UTF_8)
            .replace("package org.jelastix.conformance.extending;", "package com.example.plugin;")
            .stripTrailing();
    assertTrue(page.contains("```java\n" + code + "\n```"), () -> type + " has changed");
  }
}
