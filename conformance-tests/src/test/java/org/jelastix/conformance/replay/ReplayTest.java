package org.jelastix.conformance.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jelastix.conformance.asserting.AssertingComponents;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.registry.ComponentBinder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Registrations that elastix has done, done again: our own on phantoms, and those of {@code
 * ../shared} where that folder is present.
 */
class ReplayTest {
  private static final Path OWN = Path.of("src", "test", "resources", "reference-registrations");
  private static final int FEWEST_OWN = 10;

  private static final List<ReplayOutcome> OUTCOMES =
      Collections.synchronizedList(new ArrayList<>());

  private static Jelastix jelastix;

  @BeforeAll
  static void open() {
    jelastix = Jelastix.standard();
  }

  @AfterAll
  static void close() throws IOException {
    jelastix.close();
    String table = Replay.table(OUTCOMES);
    Files.writeString(Files.createDirectories(Path.of("target")).resolve("replay.txt"), table);
    System.out.print(table);
  }

  @Test
  void thereAreOwnCases() {
    int found = ReferenceFolders.in(OWN).size();
    assertTrue(found >= FEWEST_OWN, () -> found + " cases in " + OWN);
  }

  @TestFactory
  Stream<DynamicTest> own() {
    return tests(jelastix, OWN, new Properties());
  }

  /** The same, while somebody looks on whether all components and their callers keep contract. */
  @TestFactory
  Stream<DynamicTest> ownWithAssertions() {
    AssertingComponents asserting = new AssertingComponents();
    Jelastix looking =
        Jelastix.builder()
            .modules(binder -> ComponentBinder.of(binder).decorate(asserting))
            .build();
    DynamicTest nothing =
        DynamicTest.dynamicTest(
            "no contract was broken",
            () -> {
              looking.close();
              assertEquals(List.of(), asserting.violations());
            });
    return Stream.concat(tests(looking, OWN, new Properties()), Stream.of(nothing));
  }

  @TestFactory
  Stream<DynamicTest> shared() {
    return tests(jelastix, shared("reference"), tolerances());
  }

  @TestFactory
  Stream<DynamicTest> sharedWasm() {
    return tests(jelastix, shared("reference-wasm"), tolerances());
  }

  private static Stream<DynamicTest> tests(Jelastix jelastix, Path folder, Properties tolerances) {
    if (!Files.isDirectory(folder)) {
      return Stream.of(
          DynamicTest.dynamicTest(
              "SKIPPED: " + folder + " is not there",
              () ->
                  Assumptions.abort(folder + " is not there: its registrations are not replayed")));
    }
    return ReferenceFolders.in(folder).stream()
        .map(
            reference ->
                DynamicTest.dynamicTest(
                    reference.name(), () -> replay(jelastix, within(reference, tolerances))));
  }

  private static ReferenceCase within(ReferenceCase reference, Properties tolerances) {
    String voxels = tolerances.getProperty(reference.name());
    return voxels == null
        ? reference
        : reference.within(
            reference
                .tolerance()
                .withTransform(Double.parseDouble(voxels), "see shared-tolerances.properties"));
  }

  private static void replay(Jelastix jelastix, ReferenceCase reference) {
    ReplayOutcome outcome = new Replay(jelastix).run(reference);
    OUTCOMES.add(outcome);
    Assumptions.assumeFalse(outcome.isSkipped(), () -> "SKIPPED: " + outcome.skipped());
    assertTrue(
        outcome.findings().isEmpty(),
        () -> reference.name() + ": " + String.join("; ", outcome.findings()));
  }

  /** {@code ../shared} beside the root of the project. */
  private static Path shared(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve(".ci"))) {
      folder = folder.getParent();
    }
    return folder == null ? Path.of("shared", name) : folder.resolveSibling("shared").resolve(name);
  }

  private static Properties tolerances() {
    Properties properties = new Properties();
    try (InputStream in = ReplayTest.class.getResourceAsStream("shared-tolerances.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return properties;
  }
}
