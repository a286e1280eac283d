package org.jelastix.conformance.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Outcome;
import org.jelastix.conformance.junit.ConformanceSuite;
import org.jelastix.conformance.suite.Discovery;
import org.jelastix.conformance.suite.Subject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every component of jelastix goes through the kit that it asks of others. */
class OwnComponentsTest implements ConformanceSuite {
  /** Fewer would mean that a module is missing from the class path. */
  private static final int FEWEST = 50;

  private static final Path PAGE = Path.of("..", "docs", "conformance.md");

  @Override
  public boolean includes(Class<?> provider) {
    return provider.getName().startsWith("org.jelastix.");
  }

  private List<Subject> subjects() {
    return Discovery.onClassPath(getClass().getClassLoader(), this::includes);
  }

  @Test
  void allModulesAreThere() {
    int found = subjects().size();
    assertTrue(found >= FEWEST, () -> found + " components and formats");
  }

  /** A waiver that nobody needs any more must go. */
  @TestFactory
  Stream<DynamicTest> everyWaiverIsStillNeeded() {
    return subjects().stream()
        .flatMap(
            subject ->
                subject.settings().waivers().keySet().stream()
                    .map(
                        id ->
                            DynamicTest.dynamicTest(
                                subject.id() + " may fail " + id, () -> needed(subject, id))));
  }

  private static void needed(Subject subject, String id) {
    boolean fails = false;
    for (Check check : subject.checks()) {
      boolean meant =
          check.id().equals(id)
              || (id.endsWith(".*") && check.id().startsWith(id.replace("*", "")));
      fails |= meant && check.run().status() == Outcome.Status.FAILED;
    }
    assertTrue(fails, () -> subject.id() + " passes " + id + ": take the waiver out");
  }

  /** docs/conformance.md has one row a waiver, and no others. */
  @Test
  void thePageListsEveryWaiverWithItsReason() throws IOException {
    TreeMap<String, String> rows = new TreeMap<>();
    for (Subject subject : subjects()) {
      subject
          .settings()
          .waivers()
          .forEach(
              (id, reason) ->
                  rows.put(
                      subject.id() + " " + id,
                      "| " + subject.id() + " | `" + id + "` | " + reason + " |"));
    }
    List<String> listed = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE, StandardCharsets.UTF_8)) {
      if (line.matches("\\| [A-Za-z]+\\.\\S+ \\| `.*")) {
        listed.add(line);
      }
    }
    assertEquals(
        String.join("\n", rows.values()),
        String.join("\n", listed),
        "the table of docs/conformance.md");
  }
}
