package org.jelastix.conformance.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jelastix.api.InputException;
import org.jelastix.conformance.replay.ReferenceFolders;
import org.jelastix.conformance.replay.Replay;
import org.jelastix.conformance.replay.ReplayOutcome;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.command.Invocation;
import org.jelastix.runtime.command.Subcommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConformanceCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int run(Subcommand command, String... arguments) {
    new CommandLine(command).parseArgs(arguments);
    return command.run(invocation(Optional.empty()));
  }

  private Invocation invocation(Optional<Path> plugins) {
    PrintStream stream = new PrintStream(out, true, UTF_8);
    return new Invocation(Optional.of(1), plugins, stream, stream);
  }

  private String printed() {
    return out.toString(UTF_8);
  }

  @Test
  void checksAllOnThePathIfThereIsNoFolder() {
    int exit =
        run(
            new ConformanceCommand(),
            "--only",
            "Transform.TranslationTransform",
            "--report",
            folder.toString());
    assertEquals(0, exit, this::printed);
    assertTrue(printed().contains("Transform.TranslationTransform"), this::printed);
  }

  @Test
  void writesReports() throws Exception {
    Path report = folder.resolve("report");
    int exit =
        run(
            new ConformanceCommand(),
            "--only",
            "FixedImagePyramid.FixedSmoothing.*",
            "--report",
            report.toString());
    assertEquals(0, exit, this::printed);
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.resolve("conformance.xml").toFile());
    assertTrue(document.getElementsByTagName("testcase").getLength() > 10);
    String html = Files.readString(report.resolve("conformance.html"), UTF_8);
    assertTrue(html.contains("pyramid.mean"), html);
    assertFalse(html.contains("<script") || html.contains("http"), "needs something else");
  }

  @Test
  void saysWhatToDoIfAFolderHoldsNoComponent() {
    ConformanceCommand command = new ConformanceCommand();
    new CommandLine(command).parseArgs();
    InputException e =
        assertThrows(
            InputException.class,
            () -> command.run(invocation(Optional.of(emptyJar().getParent()))));
    assertTrue(e.getMessage().contains("META-INF/services"), e.getMessage());
  }

  private Path emptyJar() {
    Path jar = folder.resolve("empty.jar");
    try (JarOutputStream file = new JarOutputStream(Files.newOutputStream(jar))) {
      file.putNextEntry(new ZipEntry("nothing.txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }

  @Test
  void recordsACaseThatReplays() throws IOException {
    Path parameters = folder.resolve("p.txt");
    Files.copy(
        Path.of("src/test/resources/reference-registrations")
            .resolve("translation-meansquares-2d/parameters.txt"),
        parameters);
    Path made = folder.resolve("made");
    String image = "phantom size=40,42 spacing=4,4 head=1 noise=1";
    int exit =
        run(
            new RecordCommand(),
            made.toString(),
            "-f",
            image,
            "-m",
            image + " rigid=0,5,-3",
            "-p",
            parameters.toString());
    assertEquals(0, exit, this::printed);
    try (Jelastix jelastix = Jelastix.standard()) {
      ReplayOutcome outcome = new Replay(jelastix).run(ReferenceFolders.read(made));
      assertEquals(java.util.List.of(), outcome.findings());
      assertEquals(0.0, outcome.metric());
      assertEquals(0.0, outcome.transform(), 1e-9);
    }
    assertEquals(0, run(new ReplayCommand(), folder.toString()), this::printed);
    assertTrue(printed().contains("agrees"), this::printed);
  }
}
