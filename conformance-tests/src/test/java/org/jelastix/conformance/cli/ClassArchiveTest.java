package org.jelastix.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive of loaded classes that bin/jelastix makes at its first use: it only ever makes starts
 * faster. Each test has a copy of the launcher and of the application's jars.
 */
final class ClassArchiveTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path LIBRARIES = ROOT.resolve("runtime/target/jelastix/lib");

  private @TempDir Path folder;
  private Path application;
  private Path launcher;

  @BeforeEach
  void install() throws IOException {
    install(folder.resolve("jelastix"));
  }

  private void install(Path root) throws IOException {
    assumeTrue(
        Files.isExecutable(ROOT.resolve("bin/jelastix")) && Files.isExecutable(Path.of("/bin/sh")),
        "needs a POSIX shell");
    assumeTrue(
        Files.isDirectory(LIBRARIES),
        "needs the application folder; run mvn -pl :jelastix-runtime -am package");
    application = root.resolve("runtime/target/jelastix");
    launcher = Files.createDirectories(root.resolve("bin")).resolve("jelastix");
    Files.copy(ROOT.resolve("bin/jelastix"), launcher);
    Files.createDirectories(application.resolve("lib"));
    try (Stream<Path> jars = Files.list(LIBRARIES)) {
      for (Path jar : jars.toList()) {
        Files.copy(jar, application.resolve("lib").resolve(jar.getFileName().toString()));
      }
    }
  }

  @Test
  void isMadeOnceAndUsed() throws Exception {
    assertWorks(Map.of());
    Path archive = onlyArchive();
    assertTrue(Files.size(archive) > 1_000_000, "it holds classes: " + Files.size(archive));
    FileTime made = Files.getLastModifiedTime(archive);
    assertEquals("shared objects file (top)", sourceOfMain());
    assertEquals(made, Files.getLastModifiedTime(onlyArchive()));
  }

  @Test
  void theListOfServicesIsUsed() throws Exception {
    assertWorks(Map.of());
    Path list = servicesOf(onlyArchive());
    List<String> lines = Files.readAllLines(list);
    assertTrue(lines.size() > 100, () -> "all components and formats: " + lines.size());
    Files.write(list, lines.subList(0, 1));
    Path out = folder.resolve("out");
    Process process = start(out, Map.of(), "components", "show", "EulerTransform");
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    String text = Files.readString(out);
    assertTrue(text.contains("EulerTransform\""), () -> "as if there were none: " + text);
    assertEquals(1, process.exitValue());
  }

  @Test
  void aListOfOtherJarsIsPassedOverInSilence() throws Exception {
    assertWorks(Map.of());
    Path list = servicesOf(onlyArchive());
    Path jar = application.resolve("lib").resolve(namesIn(application.resolve("lib")).get(0));
    Files.write(list, Files.readAllLines(list).subList(0, 1));
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_600_000_000_000L));
    assertWorks(Map.of());
  }

  @Test
  void isHarmlessInAFolderWithASpace() throws Exception {
    install(folder.resolve("a folder"));
    // JDK 17 keeps no classes of jars in such a folder.
    assertWorks(Map.of());
    onlyArchive();
    assertWorks(Map.of());
  }

  @Test
  void startsAtTheSameTimeDoNotMeet() throws Exception {
    List<Process> starts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      starts.add(start(folder.resolve("out" + i), Map.of(), "--version"));
    }
    for (int i = 0; i < starts.size(); i++) {
      assertTrue(starts.get(i).waitFor(120, TimeUnit.SECONDS));
      assertEquals(0, starts.get(i).exitValue());
      assertTrue(Files.readString(folder.resolve("out" + i)).matches("jelastix \\S+\\R"));
    }
    onlyArchive();
    assertEquals("shared objects file (top)", sourceOfMain());
  }

  @Test
  void isPassedOverInSilenceIfAJarHasChanged() throws Exception {
    assertWorks(Map.of());
    try (Stream<Path> jars = Files.list(application.resolve("lib"))) {
      Path jar = jars.filter(j -> j.toString().contains("runtime")).findFirst().orElseThrow();
      Files.setLastModifiedTime(jar, FileTime.fromMillis(1_600_000_000_000L));
    }
    assertWorks(Map.of());
    assertTrue(sourceOfMain().startsWith("file:"), sourceOfMain());
  }

  @Test
  void isPassedOverInSilenceIfItIsNone() throws Exception {
    assertWorks(Map.of());
    Path archive = onlyArchive();
    Files.delete(archive);
    Files.writeString(archive, "no archive at all ".repeat(1000));
    assertWorks(Map.of());
  }

  @Test
  void isNotTriedAgainAndAgainIfItCannotBeMade() throws Exception {
    // The rehearsal fails without a place for its images; the command itself needs none.
    assertWorks(Map.of("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=/nowhere"));
    assertEquals(0, Files.size(onlyArchive()));
    assertTrue(Files.notExists(servicesOf(onlyArchive())));
    assertWorks(Map.of());
    assertEquals(0, Files.size(onlyArchive()));
  }

  @Test
  void isNotNeededWhereNothingCanBeWritten() throws Exception {
    Files.setPosixFilePermissions(application, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeFalse(Files.isWritable(application), "root may write everywhere");
      assertWorks(Map.of());
      assertEquals(List.of("lib"), namesIn(application));
    } finally {
      Files.setPosixFilePermissions(application, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private void assertWorks(Map<String, String> environment) throws Exception {
    Path out = folder.resolve("out");
    Process process = start(out, environment, "components", "show", "EulerTransform");
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "still running after two minutes");
    String text = Files.readString(out);
    assertEquals(0, process.exitValue(), text);
    String first =
        text.lines().filter(l -> !l.startsWith("NOTE: Picked up ")).findFirst().orElse("");
    assertTrue(first.startsWith("EulerTransform"), text);
  }

  /** Where the JVM took the class with the main method from. */
  private String sourceOfMain() throws Exception {
    Path log = folder.resolve("classes.log");
    Map<String, String> options = Map.of("JELASTIX_JAVA_OPTS", "-Xlog:class+load:file=" + log);
    Process process = start(folder.resolve("out"), options, "--version");
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(l -> l.contains("org.jelastix.runtime.cli.Main source: "))
          .map(l -> l.substring(l.indexOf("source: ") + "source: ".length()).strip())
          .findFirst()
          .orElseThrow();
    }
  }

  /** Output and errors go to one file: nothing but the command's own may be there. */
  private Process start(Path out, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private Path onlyArchive() throws IOException {
    List<String> names =
        namesIn(application).stream()
            .filter(n -> !n.equals("lib") && !n.endsWith(".services"))
            .toList();
    assertEquals(1, names.size(), () -> "one archive and nothing else: " + names);
    return application.resolve(names.get(0));
  }

  /** The list of services of an archive. */
  private static Path servicesOf(Path archive) {
    return archive.resolveSibling(archive.getFileName() + ".services");
  }

  private static List<String> namesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
