package org.jelastix.conformance.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.jelastix.conformance.report.KitRun;
import org.jelastix.conformance.report.Report;

/** Builds a plug-in's project as its pom does, without Maven, and runs the kit over its jar. */
final class PluginBuild {
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private PluginBuild() {}

  static Report check(Path project) throws IOException {
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

  /** The folder with the jar that {@link #check} makes. */
  static Path jars(Path project) {
    return project.resolve("target/jars");
  }

  /** All that is not acceptable. */
  static List<String> findings(Report report) {
    return report.parts().stream()
        .flatMap(part -> part.results().stream())
        .filter(result -> !result.outcome().isAcceptable())
        .flatMap(result -> result.outcome().findings().stream())
        .toList();
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
