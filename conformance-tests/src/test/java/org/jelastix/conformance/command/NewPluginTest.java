package org.jelastix.conformance.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jelastix.api.ApiVersion;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.conformance.Outcome;
import org.jelastix.conformance.report.Report;
import org.jelastix.runtime.IterationTable;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.Registration;
import org.jelastix.runtime.RegistrationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code jelastix new-plugin} writes compiles, conforms, and is found by its name. */
class NewPluginTest {
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private static final Path IMAGES = Path.of("..", "examples", "data");

  private @TempDir Path folder;

  @Test
  void aMetric() throws Exception {
    Path project = create("LocalContrast", "metric");
    Report report = PluginBuild.check(project);
    assertTrue(report.isAcceptable(), () -> "" + PluginBuild.findings(report));
    assertEquals(0, report.count(Outcome.Status.SKIPPED));
    try (Jelastix jelastix =
        Jelastix.builder().threads(1).plugins(PluginBuild.jars(project)).build()) {
      assertTrue(jelastix.components().find(ComponentType.METRIC, "LocalContrast").isPresent());
      var parameters = jelastix.parameterMaps().read(project.resolve("parameters.txt"));
      assertEquals(List.of("LocalContrast"), parameters.values("Metric"));
    }
    String pom = Files.readString(project.resolve("pom.xml"));
    assertTrue(pom.contains("<artifactId>local-contrast</artifactId>"), pom);
    assertTrue(pom.contains("<" + ApiVersion.MANIFEST_ATTRIBUTE + ">"), pom);
    assertFalse(pom.contains("@"), pom);
  }

  @ParameterizedTest
  @CsvSource({
    "AxisStretch, transform, TRANSFORM",
    "SureStep, optimizer, OPTIMIZER",
    "AnyVoxel, sampler, IMAGE_SAMPLER",
    "PlainLinear, interpolator, INTERPOLATOR"
  })
  void another(String name, String type, ComponentType kind) throws Exception {
    Path project = create(name, type);
    Report report = PluginBuild.check(project);
    assertTrue(report.isAcceptable(), () -> "" + PluginBuild.findings(report));
    try (Jelastix jelastix =
        Jelastix.builder().threads(1).plugins(PluginBuild.jars(project)).build()) {
      assertTrue(jelastix.components().find(kind, name).isPresent());
      ParameterMap parameters = jelastix.parameterMaps().read(project.resolve("parameters.txt"));
      assertEquals(List.of(name), parameters.values(kind.parameterName()));
      RegistrationResult result =
          Registration.builder()
              .jelastix(jelastix)
              .fixed(jelastix.images().read(IMAGES.resolve("brain2d-fixed.mha")))
              .moving(jelastix.images().read(IMAGES.resolve("brain2d-moving.mha")))
              .parameters(parameters)
              .build()
              .run();
      IterationTable coarse = result.iterations().get(0);
      double first = (double) coarse.value(0, "2:Metric");
      double last = (double) coarse.value(149, "2:Metric");
      assertTrue(last < first, () -> "from " + first + " to " + last);
    }
  }

  @Test
  void aMistakeIsFound() throws Exception {
    Path project = create("LocalContrast", "metric");
    Path measure =
        project.resolve("src/main/java/com/example/localcontrast/LocalContrastMeasure.java");
    String text = Files.readString(measure);
    Files.writeString(measure, text.replace("d / root / n", "d / root"));
    Report report = PluginBuild.check(project);
    assertFalse(report.isAcceptable());
    assertTrue(
        PluginBuild.findings(report).stream().anyMatch(f -> f.contains("by differences")),
        () -> "" + PluginBuild.findings(report));
  }

  private Path create(String name, String type) throws IOException, InterruptedException {
    Path project = folder.resolve("project");
    Path log = folder.resolve("log");
    int code =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                CLASS_PATH,
                "org.jelastix.runtime.cli.Main",
                "new-plugin",
                name,
                "--type",
                type,
                "--out",
                project.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    assertEquals(0, code, Files.readString(log));
    return project;
  }
}
