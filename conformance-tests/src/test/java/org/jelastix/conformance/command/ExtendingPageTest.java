package org.jelastix.conformance.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jelastix.conformance.report.Report;
import org.jelastix.runtime.IterationTable;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.Registration;
import org.jelastix.runtime.RegistrationResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever types docs/extending.md has a plug-in that builds, conforms, and registers. */
class ExtendingPageTest {
  private static final Path PAGE = Path.of("..", "docs", "extending.md");
  private static final Path IMAGES = Path.of("..", "examples", "data");

  /** A file of the project, by the comment above it. */
  private static final Pattern FILE =
      Pattern.compile("<!-- file: (\\S+) -->\n```[a-z]*\n(.*?)\n```\n", Pattern.DOTALL);

  private @TempDir Path project;
  private String page;

  @BeforeEach
  void type() throws IOException {
    page = Files.readString(PAGE, UTF_8).replace("\r\n", "\n");
    Matcher files = FILE.matcher(page);
    while (files.find()) {
      Path file = project.resolve(files.group(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, files.group(2) + "\n");
    }
  }

  @Test
  void allFilesOfTheListAreShown() {
    Set<String> shown =
        FILE.matcher(page)
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Matcher list = Pattern.compile("    my-plugin/\n((?:      \\S+\n)+)").matcher(page);
    assertTrue(list.find());
    Set<String> listed = new TreeSet<>(List.of(list.group(1).strip().split("\\s+")));
    assertEquals(listed, shown);
  }

  @Test
  void thePluginConformsAndRegisters() throws IOException {
    Report report = PluginBuild.check(project);
    assertEquals(List.of(), PluginBuild.findings(report));
    assertEquals(3, report.parts().size(), "the jar, the metric, the transform");
    try (Jelastix jelastix =
        Jelastix.builder().threads(2).plugins(PluginBuild.jars(project)).build()) {
      RegistrationResult result =
          Registration.builder()
              .jelastix(jelastix)
              .fixed(jelastix.images().read(IMAGES.resolve("brain2d-fixed.mha")))
              .moving(jelastix.images().read(IMAGES.resolve("brain2d-moving.mha")))
              .parameters(jelastix.parameterMaps().read(project.resolve("parameters.txt")))
              .build()
              .run();
      assertEquals(
          "AxisScalingTransform", result.transform().describe().values("Transform").get(0));
      IterationTable coarse = result.iterations().get(0);
      double last = 0;
      for (int row = 90; row < 100; row++) {
        last += (double) coarse.value(row, "2:Metric") / 10;
      }
      double mean = last;
      double first = (double) coarse.value(0, "2:Metric");
      assertTrue(mean < first, () -> "from " + first + " to " + mean);
    }
  }
}
