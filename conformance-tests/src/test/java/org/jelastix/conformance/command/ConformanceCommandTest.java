package org.jelastix.conformance.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jelastix.conformance.replay.ReferenceFolders;
import org.jelastix.conformance.replay.Replay;
import org.jelastix.conformance.replay.ReplayOutcome;
import org.jelastix.runtime.Jelastix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConformanceCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new ConformanceCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(out))
        .execute(arguments);
  }

  @Test
  void checksAllOnThePathIfThereIsNoFolder() {
    int exit = run("--only", "Transform.TranslationTransform");
    assertEquals(0, exit, out::toString);
    assertTrue(out.toString().contains("Transform.TranslationTransform"), out::toString);
  }

  @Test
  void writesReports() throws Exception {
    Path report = folder.resolve("report");
    int exit = run("--only", "FixedImagePyramid.FixedSmoothing.*", "--report", report.toString());
    assertEquals(0, exit, out::toString);
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.resolve("conformance.xml").toFile());
    assertTrue(document.getElementsByTagName("testcase").getLength() > 10);
    String html = Files.readString(report.resolve("conformance.html"), StandardCharsets.UTF_8);
    assertTrue(html.contains("pyramid.mean"), html);
    assertFalse(html.contains("<script") || html.contains("http"), "needs something else");
  }

  @Test
  void saysWhatToDoIfAFolderHoldsNoComponent() {
    int exit = run("--plugins", folder.toString());
    assertEquals(1, exit);
    assertTrue(out.toString().contains("META-INF/services"), out::toString);
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
            "record",
            made.toString(),
            "-f",
            image,
            "-m",
            image + " rigid=0,5,-3",
            "-p",
            parameters.toString());
    assertEquals(0, exit, out::toString);
    try (Jelastix jelastix = Jelastix.standard()) {
      ReplayOutcome outcome = new Replay(jelastix).run(ReferenceFolders.read(made));
      assertEquals(java.util.List.of(), outcome.findings());
      assertEquals(0.0, outcome.metric());
      assertEquals(0.0, outcome.transform(), 1e-9);
    }
  }
}
