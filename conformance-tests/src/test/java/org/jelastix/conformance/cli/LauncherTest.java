package org.jelastix.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launchers in bin/, as a user or a script runs them: processes, files, exit codes. */
final class LauncherTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String FIXED = example("brain2d-fixed.mha");
  private static final String MOVING = example("brain2d-moving.mha");
  private static final String QUICK =
      """
      (Transform "EulerTransform")
      (Metric "AdvancedMattesMutualInformation")
      (Optimizer "AdaptiveStochasticGradientDescent")
      (AutomaticScalesEstimation "true")
      (ImageSampler "RandomCoordinate")
      (NumberOfSpatialSamples 2000)
      (NewSamplesEveryIteration "true")
      (Interpolator "LinearInterpolator")
      (ResampleInterpolator "FinalBSplineInterpolator")
      (NumberOfResolutions 2)
      (MaximumNumberOfIterations 30)
      """;

  private @TempDir Path folder;

  @BeforeEach
  void prepare() throws IOException {
    assumeTrue(
        Files.isExecutable(ROOT.resolve("bin/elastix")) && Files.isExecutable(Path.of("/bin/sh")),
        "needs a POSIX shell");
    assumeTrue(
        Files.isDirectory(ROOT.resolve("runtime/target/jelastix/lib")),
        "needs the application folder; run mvn -pl :jelastix-runtime -am package");
    Files.writeString(folder.resolve("quick.txt"), QUICK);
    Files.createDirectory(folder.resolve("out"));
  }

  @Test
  void elastixAndTransformixWorkWithRelativePaths() throws Exception {
    Outcome elastix =
        run(
            "elastix",
            "-f",
            FIXED,
            "-m",
            MOVING,
            "-p",
            "quick.txt",
            "-p",
            "quick.txt",
            "-out",
            "out");
    assertEquals(0, elastix.code(), elastix.err());
    assertEquals("", elastix.err());
    assertTrue(elastix.out().contains("Total time elapsed: "), elastix.out());
    assertTrue(
        Files.readString(folder.resolve("out/TransformParameters.1.txt"))
            .contains("FileName \"out/TransformParameters.0.txt\")"));

    assertTransformixRepeats("out/TransformParameters.1.txt", folder.resolve("out"));

    // Moved as a whole, the files still find each other.
    Files.move(folder.resolve("out"), folder.resolve("archive"));
    assertTransformixRepeats("archive/TransformParameters.1.txt", folder.resolve("archive"));
  }

  private void assertTransformixRepeats(String transform, Path results) throws Exception {
    Path again = Files.createTempDirectory(folder, "again");
    Outcome transformix =
        run("transformix", "-in", MOVING, "-tp", transform, "-out", again.toString());
    assertEquals(0, transformix.code(), transformix.err());
    assertArrayEquals(
        Files.readAllBytes(results.resolve("result.1.raw")),
        Files.readAllBytes(again.resolve("result.raw")));
  }

  @Test
  void threadsDoNotChangeAByte() throws Exception {
    Files.createDirectory(folder.resolve("one"));
    for (String[] run : new String[][] {{"out", "3"}, {"one", "1"}}) {
      Outcome elastix =
          run(
              "elastix",
              "-f",
              FIXED,
              "-m",
              MOVING,
              "-p",
              "quick.txt",
              "-out",
              run[0],
              "-threads",
              run[1]);
      assertEquals(0, elastix.code(), elastix.err());
    }
    for (String file : List.of("TransformParameters.0.txt", "result.0.raw")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("out").resolve(file)),
          Files.readAllBytes(folder.resolve("one").resolve(file)),
          file);
    }
  }

  @Test
  void mistakesGiveOneLineAndTheRightExitCode() throws Exception {
    Outcome missing =
        run("elastix", "-f", "nope.mha", "-m", MOVING, "-p", "quick.txt", "-out", "out");
    assertEquals(1, missing.code());
    assertEquals("ERROR: nope.mha: no such file\n", missing.err());
    assertEquals(List.of("elastix.log"), filesIn("out"));

    Outcome usage = run("elastix", "-f", FIXED, "-m", MOVING, "-p", "quick.txt");
    assertEquals(2, usage.code());
    assertEquals("ERROR: No CommandLine option \"-out\" given!\n", usage.err());
  }

  @Test
  void fullDiskLeavesNoHalfImage() throws Exception {
    Files.writeString(folder.resolve("big.txt"), QUICK + "(ResultImagePixelType \"double\")\n");
    // Files of at most 64 blocks: the image of 245 kB does not fit, all else does.
    Outcome full =
        start(
                "sh",
                "-c",
                "ulimit -f 64 && exec \"$@\"",
                "sh",
                launcher("elastix"),
                "-f",
                FIXED,
                "-m",
                MOVING,
                "-p",
                "big.txt",
                "-out",
                "out")
            .finish();
    assertEquals(1, full.code(), full.err());
    assertTrue(full.err().startsWith("ERROR: "), full.err());
    assertTrue(full.err().contains("result.0."), full.err());
    assertEquals(1, full.err().lines().count(), full.err());
    assertTrue(
        filesIn("out").stream().noneMatch(name -> name.contains("result")), "" + filesIn("out"));
  }

  @Test
  void killedRunLeavesWholeFilesOnly() throws Exception {
    Files.writeString(
        folder.resolve("long.txt"),
        QUICK.replace(" 30)", " 1000000)") + "(WriteTransformParametersEachIteration \"true\")\n");
    Running running =
        start(launcher("elastix"), "-f", FIXED, "-m", MOVING, "-p", "long.txt", "-out", "out");
    Path early = folder.resolve("out/TransformParameters.0.R0.It0000050.txt");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(early) && running.process().isAlive() && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    running.process().destroyForcibly().waitFor();
    assertTrue(Files.exists(early), "the run got under way: " + filesIn("out"));
    for (String name : filesIn("out")) {
      if (name.matches("TransformParameters.*\\.txt")) {
        String text = Files.readString(folder.resolve("out").resolve(name));
        assertTrue(text.contains("(CompressResultImage "), name + " is whole: " + text);
      }
    }
    assertFalse(filesIn("out").contains("TransformParameters.0.txt"));
  }

  private record Outcome(int code, String out, String err) {}

  private record Running(Process process, Path out, Path err) {
    Outcome finish() throws IOException, InterruptedException {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), "still running after two minutes");
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }

  private Outcome run(String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher(program)));
    command.addAll(List.of(arguments));
    return start(command.toArray(String[]::new)).finish();
  }

  private Running start(String... command) throws IOException {
    Path out = Files.createTempFile(folder, "stdout", "");
    Path err = Files.createTempFile(folder, "stderr", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JELASTIX_JAVA_OPTS", "-XX:-UsePerfData");
    return new Running(builder.start(), out, err);
  }

  private List<String> filesIn(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private static String launcher(String program) {
    return ROOT.resolve("bin").resolve(program).toString();
  }

  private static String example(String name) {
    return ROOT.resolve("examples/data").resolve(name).toString();
  }
}
