package org.jelastix.examples;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code in docs/java.md is code of these examples, so it compiles. */
final class SnippetsTest {
  private static final Pattern SNIPPET = Pattern.compile("(?s)```java\\R(.*?)```");

  @Test
  void snippetsAreTakenFromTheExamples() throws IOException {
    String sources = withoutIndentation(sources());
    String page = Files.readString(Path.of("..", "..", "docs", "java.md"));
    List<String> snippets = new ArrayList<>();
    Matcher matcher = SNIPPET.matcher(page);
    while (matcher.find()) {
      snippets.add(matcher.group(1));
    }
    assertFalse(snippets.isEmpty());
    for (String snippet : snippets) {
      assertTrue(sources.contains(withoutIndentation(snippet)), "not in the examples:\n" + snippet);
    }
  }

  private static String sources() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  private static String withoutIndentation(String text) {
    return text.lines().map(String::strip).reduce("", (a, b) -> a + b + "\n");
  }
}
