package org.jelastix.conformance.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jelastix.api.ApiVersion;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.conformance.Outcome;
import org.jelastix.conformance.report.KitRun;
import org.jelastix.conformance.report.Report;
import org.jelastix.runtime.Jelastix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jelastix new-plugin} writes compiles, conforms, and is found by its name. */
class NewPluginTest {
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private @TempDir Path folder;

  @Test
  void aMetric() throws Exception {
    Path project = create("LocalContrast", "metric");
    Report report = check(project);
    assertTrue(report.isAcceptable(), () -> "" + findings(report));
    assertEquals(0, report.count(Outcome.Status.SKIPPED));
    try (Jelastix jelastix = Jelastix.builder().threads(1).plugins(jars(project)).build()) {
      assertTrue(jelastix.components().find(ComponentType.METRIC, "LocalContrast").isPresent());
      var parameters = jelastix.parameterMaps().read(project.resolve("parameters.txt"));
      assertEquals(List.of("LocalContrast"), parameters.values("Metric"));
    }
    String pom = Files.readString(project.resolve("pom.xml"));
    assertTrue(pom.contains("<artifactId>local-contrast</artifactId>"), pom);
    assertTrue(pom.contains("<" + ApiVersion.MANIFEST_ATTRIBUTE + ">"), pom);
    assertFalse(pom.contains("@"), pom);
  }

  @Test
  void aTransform() throws Exception {
    Path project = create("AxisStretch", "transform");
    Report report = check(project);
    assertTrue(report.isAcceptable(), () -> "" + findings(report));
    try (Jelastix jelastix = Jelastix.builder().threads(1).plugins(jars(project)).build()) {
      assertTrue(jelastix.components().find(ComponentType.TRANSFORM, "AxisStretch").isPresent());
    }
  }

  @Test
  void aMistakeIsFound() throws Exception {
    Path project = create("LocalContrast", "metric");
    Path measure =
        project.resolve("src/main/java/com/example/localcontrast/LocalContrastMeasure.java");
    String text = Files.readString(measure);
    Files.writeString(measure, text.replace("d / root / n", "d / root"));
    Report report = check(project);
    assertFalse(report.isAcceptable());
    assertTrue(
        findings(report).stream().anyMatch(f -> f.contains("by differences")),
        () -> "" + findings(report));
  }

  private static List<String> findings(Report report) {
    return report.parts().stream()
        .flatMap(part -> part.results().stream())
        .filter(result -> !result.outcome().isAcceptable())
        .flatMap(result -> result.outcome().findings().stream())
        .toList();
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

  /** Builds the jar as the project's pom does, and runs the kit over it. */
  private static Report check(Path project) throws IOException {
    Path classes = Files.createDirectories(project.resolve("target/classes"));
    Path api =
        Path.of(
            URI.create(
                ApiVersion.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    compile(classes, sources(project.resolve("src/main/java")), "--module-path", api.toString());
    Path tests = Files.createDirectories(project.resolve("target/test-classes"));
    compile(
        tests,
        sources(project.resolve("src/test/java")),
        "-cp",
        classes + File.pathSeparator + CLASS_PATH);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .putValue(ApiVersion.MANIFEST_ATTRIBUTE, ApiVersion.current().toString());
    Path jar = Files.createDirectories(jars(project)).resolve("plugin.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Path root : List.of(classes, project.resolve("src/main/resources"))) {
        for (Path file : files(root)) {
          out.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
          Files.copy(file, out);
        }
      }
    }
    return KitRun.ofPlugins(jars(project)).run(name -> true, part -> {});
  }

  private static Path jars(Path project) {
    return project.resolve("target/jars");
  }

  private static void compile(Path into, List<String> sources, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-Xlint:all", "-Werror", "-proc:none", "-d", into.toString()));
    arguments.addAll(sources);
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, messages, messages, arguments.toArray(String[]::new));
    assertEquals(0, code, messages.toString(UTF_8));
  }

  private static List<String> sources(Path root) throws IOException {
    return files(root).stream().map(Path::toString).toList();
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
