package org.jelastix.conformance.modelzoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelastix.runtime.Jelastix;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every parameter file of the Model Zoo parses, validates, assembles and registers a phantom, with
 * at most five iterations a resolution and all its samples. Skipped if the files are not there.
 */
class ModelZooTest {
  /** Set to true, {@code docs/model-zoo.md} is written anew rather than compared. */
  private static final String UPDATE = "jelastix.updateDocs";

  private static final int FILES = 123;

  @TempDir private static Path scratch;

  private static Jelastix jelastix;

  @BeforeAll
  static void open() {
    jelastix = Jelastix.builder().threads(2).build();
  }

  @AfterAll
  static void close() {
    jelastix.close();
  }

  @TestFactory
  List<DynamicTest> everyFileRuns() {
    Path root = root();
    Path zoo = root.resolveSibling("shared").resolve("data/modelzoo");
    Assumptions.assumeTrue(
        Files.isDirectory(zoo),
        "SKIPPED: the parameter files of the Model Zoo are not beside the project, in "
            + Path.of("..", "shared", "data", "modelzoo"));
    List<ZooFile> files = ZooFile.allIn(zoo, jelastix.parameterMaps());
    assertEquals(FILES, files.size());
    Trial trial = new Trial(jelastix, new Inputs(jelastix, scratch));
    Map<ZooFile, Verdict> verdicts = new LinkedHashMap<>();
    List<DynamicTest> tests = new ArrayList<>();
    for (ZooFile file : files) {
      tests.add(
          DynamicTest.dynamicTest(
              file.name(),
              () -> {
                Verdict verdict = trial.of(file);
                verdicts.put(file, verdict);
                assertTrue(verdict.ran(), () -> file.name() + " " + verdict.text());
              }));
    }
    tests.add(
        DynamicTest.dynamicTest(
            "docs/model-zoo.md is up to date",
            () -> compare(root.resolve("docs/model-zoo.md"), ZooPage.of(verdicts))));
    return tests;
  }

  private static void compare(Path page, String text) throws IOException {
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(page, text, StandardCharsets.UTF_8);
    }
    assertEquals(
        text,
        Files.exists(page) ? Files.readString(page, StandardCharsets.UTF_8) : "",
        page + " is stale; run this test with -D" + UPDATE + "=true");
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve(".ci"))) {
      folder = folder.getParent();
    }
    Assumptions.assumeTrue(folder != null, "SKIPPED: not within a checkout of the project");
    return folder;
  }
}
