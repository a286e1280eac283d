package org.jelastix.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.runtime.Images;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands, run within this process: files, messages and exit codes. */
final class CommandLineTest {
  private static final Path EXAMPLES = Path.of("..", "examples", "data");
  private static final String FIXED = EXAMPLES.resolve("brain2d-fixed.mha").toString();
  private static final String MOVING = EXAMPLES.resolve("brain2d-moving.mha").toString();
  private static final String LABELS = EXAMPLES.resolve("brain2d-moving-labels.mha").toString();
  private static final ImageGrid GRID =
      new ImageGrid(
          new int[] {160, 192},
          new double[] {1.2, 1.2},
          new double[] {-95.4, -114.6},
          new double[] {1, 0, 0, 1});
  private static final String QUICK =
      """
      (Transform "TranslationTransform")
      (Metric "AdvancedMeanSquares")
      (Optimizer "RegularStepGradientDescent")
      (MaximumStepLength 2.0)
      (ImageSampler "Grid")
      (SampleGridSpacing 4 4)
      (Interpolator "LinearInterpolator")
      (ResampleInterpolator "FinalBSplineInterpolator")
      (NumberOfResolutions 2)
      (MaximumNumberOfIterations 5)
      """;

  private @TempDir Path folder;
  private Path out;
  private String parameters;
  private String stdout = "";
  private String stderr = "";

  @BeforeEach
  void prepare() throws IOException {
    out = Files.createDirectory(folder.resolve("out"));
    parameters = write("quick.txt", QUICK);
  }

  @Test
  void elastixWritesTheFilesOfElastix() throws IOException {
    String both =
        write(
            "both.txt",
            QUICK
                + "(WriteResultImageAfterEachResolution \"true\")\n"
                + "(WriteTransformParametersEachResolution \"true\")\n"
                + "(ResultImageFormat \"mha\")\n");
    assertEquals(0, elastix("-p", parameters, "-p", both, "-threads", "2"), stderr);
    assertEquals("", stderr);
    assertEquals(
        List.of(
            "IterationInfo.0.R0.txt",
            "IterationInfo.0.R1.txt",
            "IterationInfo.1.R0.txt",
            "IterationInfo.1.R1.txt",
            "TransformParameters.0.txt",
            "TransformParameters.1.R0.txt",
            "TransformParameters.1.R1.txt",
            "TransformParameters.1.txt",
            "elastix.log",
            "result.0.mhd",
            "result.0.raw",
            "result.1.R0.mha",
            "result.1.R1.mha",
            "result.1.mha"),
        filesIn(out));
    List<String> table = Files.readAllLines(out.resolve("IterationInfo.0.R1.txt"));
    assertEquals("1:ItNr\t2:Metric\t3:StepSize\t4:||Gradient||\tTime[ms]", table.get(0));
    assertTrue(
        table.get(1).matches("0\t[0-9]+\\.[0-9]{6}\t2\\.000000\t[0-9]+\\.[0-9]{6}\t[0-9]+\\.[0-9]"),
        table.get(1));
    String chained = Files.readString(out.resolve("TransformParameters.1.txt"));
    assertTrue(chained.contains("FileName \"" + out + "/TransformParameters.0.txt\")"), chained);
    assertTrue(Files.readString(out.resolve("elastix.log")).contains("Final metric value  = "));
    assertTrue(stdout.contains("Stopping condition: "), "a log goes to the standard output too");
  }

  @Test
  void meshesAreWrittenAsTheRunMapsThem() throws IOException {
    String mesh =
        write(
            "mesh.vtk",
            """
            # vtk DataFile Version 3.0
            triangle
            ASCII
            DATASET POLYDATA
            POINTS 3 float
            10 10 0 40 10 0 20 30 0
            LINES 3 9
            2 0 1
            2 1 2
            2 2 0
            """);
    String map =
        write(
            "mesh.txt",
            QUICK
                    .replace("AdvancedMeanSquares", "MissingStructurePenalty")
                    .replace("TranslationTransform", "AffineTransform")
                    .replace("RegularStepGradientDescent", "StandardGradientDescent")
                + "(WriteResultMeshAfterEachResolution \"true\")\n"
                + "(WriteResultMeshAfterEachIteration \"false\" \"true\")\n");
    assertEquals(0, elastix("-p", map, "-fmeshA0", mesh), stderr);
    List<String> written = filesIn(out);
    assertTrue(written.contains("resultmeshA0.0.R0.vtk"), written.toString());
    assertTrue(written.contains("resultmeshA0.0.R1.It0000000.vtk"), written.toString());
    String last = Files.readString(out.resolve("resultmeshA0.0.R1.vtk"));
    assertTrue(last.contains("POINTS 3 double") && last.contains("LINES 3 9"), last);
  }

  @Test
  void theLogHasTheOptimizersSettingsWhereElastixHasThem() throws IOException {
    String adaptive =
        write(
            "adaptive.txt",
            QUICK.replace("RegularStepGradientDescent", "AdaptiveStochasticGradientDescent"));
    assertEquals(0, elastix("-p", adaptive), stderr);
    String log = Files.readString(out.resolve("elastix.log"));
    String number = "-?[0-9]+\\.[0-9]{6}";
    assertTrue(
        log.matches(
            "(?s).*\nStopping condition: [^\n]+\n"
                + "Settings of AdaptiveStochasticGradientDescent in resolution 1:\n"
                + "(\\( [A-Za-z_]+ NUMBER \\)\n){6}\n.*".replace("NUMBER", number)),
        log);
    assertTrue(
        log.matches(
            "(?s).*\nFinal metric value  = [^\n]+\n"
                + "Settings of AdaptiveStochasticGradientDescent for all resolutions:\n"
                + "(\\( [A-Za-z_]+ NUMBER NUMBER \\)\n){6}\n.*".replace("NUMBER", number)),
        log);
  }

  @Test
  void writesWhatNewerElastixCanToo() throws IOException {
    String newer =
        write(
            "newer.txt",
            QUICK
                + "(OutputTransformParameterFileFormat \"TOML\")\n"
                + "(ITKTransformOutputFileNameExtension \"tfm\")\n"
                + "(WriteITKCompositeTransform \"true\")\n"
                + "(ResultImageName \"registered\")\n"
                + "(WriteTransformParametersEachIteration \"true\")\n"
                + "(WritePyramidImagesAfterEachResolution \"false\" \"true\")\n"
                + "(WriteIterationInfo \"false\")\n"
                + "(ResultImageFormat \"nii.gz\")\n");
    assertEquals(0, elastix("-p", newer), stderr);
    List<String> files = filesIn(out);
    assertTrue(
        files.containsAll(
            List.of(
                "TransformParameters.0-Composite.tfm",
                "TransformParameters.0.R1.It0000002.toml",
                "TransformParameters.0.tfm",
                "TransformParameters.0.toml",
                "FixedImagePyramid0.0.R1.nii.gz",
                "MovingImagePyramid0.0.R1.nii.gz",
                "registered.0.nii.gz")),
        files.toString());
    assertTrue(
        files.stream().noneMatch(f -> f.contains("Pyramid0.0.R0") || f.contains("IterationInfo")),
        files.toString());
    Path again = Files.createDirectory(folder.resolve("again"));
    for (String transform : List.of("TransformParameters.0.toml", "TransformParameters.0.tfm")) {
      String tp = out.resolve(transform).toString();
      assertEquals(
          transform.endsWith("tfm") ? 1 : 0,
          run("transformix", "-tp", tp, "-def", "all", "-out", again.toString()),
          stderr);
    }
    assertTrue(stderr.contains("Size"), "an ITK transform has no grid: " + stderr);
  }

  @Test
  void transformixRepeatsTheResult() throws IOException {
    assertEquals(0, elastix("-p", parameters, "-p", parameters), stderr);
    Path again = Files.createDirectory(folder.resolve("again"));
    String transform = out.resolve("TransformParameters.1.txt").toString();
    String points = write("points.txt", "point\n2\n10 20\n-30.5 40.25\n");
    int code =
        run(
            "transformix",
            "-in",
            MOVING,
            "-tp",
            transform,
            "-out",
            again.toString(),
            "-def",
            points,
            "-jac",
            "all",
            "-jacmat",
            "all");
    assertEquals(0, code, stderr);
    assertEquals(
        List.of(
            "fullSpatialJacobian.mhd",
            "fullSpatialJacobian.raw",
            "outputpoints.txt",
            "result.mhd",
            "result.raw",
            "spatialJacobian.mhd",
            "spatialJacobian.raw",
            "transformix.log"),
        filesIn(again));
    assertArrayEquals(
        Files.readAllBytes(out.resolve("result.1.raw")),
        Files.readAllBytes(again.resolve("result.raw")));
    assertEquals(2, Files.readAllLines(again.resolve("outputpoints.txt")).size());
  }

  @Test
  void fieldsThatARegistrationMadeLieBesideItsTransform() throws IOException {
    String diffused =
        write(
            "diffused.txt",
            QUICK.replace("TranslationTransform", "BSplineTransformWithDiffusion")
                + "(FinalGridSpacing 16)\n(ThresholdHU 100)\n(ResultImageFormat \"mha\")\n"
                + "(ResultImagePixelType \"float\")\n"
                + "(WriteTransformParametersEachIteration \"true\")\n");
    assertEquals(0, elastix("-p", parameters, "-p", diffused), stderr);
    assertTrue(Files.exists(out.resolve("DeformationFieldImage.1.R1.It0000004.mha")));
    Path transform = out.resolve("TransformParameters.1.txt");
    String text = Files.readString(transform);
    assertTrue(text.contains("\"" + out + "/DeformationFieldImage.1.mha\""), text);
    // The first transform is in the field.
    assertTrue(text.contains("(InitialTransformParameterFileName \"NoInitialTransform\")"), text);
    Path again = Files.createDirectory(folder.resolve("again"));
    assertEquals(
        0,
        run("transformix", "-in", MOVING, "-tp", transform.toString(), "-out", again.toString()),
        stderr);
    assertArrayEquals(
        Images.standard().read(out.resolve("result.1.mha")).floats(),
        Images.standard().read(again.resolve("result.mha")).floats());
  }

  @Test
  void aFullSearchWritesItsSurface() throws IOException {
    String search =
        write(
            "search.txt",
            QUICK
                    .replace("RegularStepGradientDescent", "FullSearch")
                    .replace("(NumberOfResolutions 2)", "(NumberOfResolutions 1)")
                + "(FullSearchSpace0 \"x\" 0 -4 4 4 \"y\" 1 -2 2 4)\n"
                + "(WriteOptimizationSurfaceEachResolution \"true\")\n"
                + "(ResultImageFormat \"mha\")\n");
    assertEquals(0, elastix("-p", search), stderr);
    Image surface = Images.standard().read(out.resolve("OptimizationSurface.0.R0.mha"));
    assertArrayEquals(new int[] {3, 2}, surface.grid().size());
    List<String> table = Files.readAllLines(out.resolve("IterationInfo.0.R0.txt"));
    assertEquals(7, table.size());
    for (int i = 0; i < 6; i++) {
      double value = Double.parseDouble(table.get(i + 1).split("\t")[1]);
      assertEquals(value, surface.value(i), 1e-6 * value);
    }
  }

  @Test
  void transformsThatItkLacksAreNotWrittenForItk() throws IOException {
    String log =
        write(
            "log.txt",
            QUICK.replace("TranslationTransform", "AffineLogTransform")
                + "(ITKTransformOutputFileNameExtension \"h5\")\n");
    assertEquals(0, elastix("-p", log), stderr);
    assertTrue(Files.exists(out.resolve("result.0.mhd")));
    assertFalse(Files.exists(out.resolve("TransformParameters.0.h5")));
    String text = Files.readString(out.resolve("elastix.log"));
    assertTrue(text.contains("TransformParameters.0.h5 is not written: "), text);
  }

  @Test
  void namesOfGpuComponentsAreNotedToRunOnTheCpu() throws IOException {
    String gpu = write("gpu.txt", QUICK + "(Resampler \"OpenCLResampler\")\n");
    assertEquals(0, elastix("-p", gpu), stderr);
    String log = Files.readString(out.resolve("elastix.log"));
    assertTrue(log.contains("OpenCLResampler runs on the CPU"), log);
    assertEquals("", stderr);
  }

  @Test
  void transformKeepsLabelsWhole() throws IOException {
    assertEquals(0, elastix("-p", parameters), stderr);
    Path warped = folder.resolve("made/for/it");
    String transform = out.resolve("TransformParameters.0.txt").toString();
    int code = run("transform", "-t", transform, "--labels", LABELS, "-o", warped.toString());
    assertEquals(0, code, stderr);
    Image labels = Images.standard().read(warped.resolve("result.mhd"));
    assertEquals(PixelType.UNSIGNED_CHAR, labels.storedType());
    for (int i = 0; i < labels.length(); i++) {
      assertTrue(labels.value(i) == Math.rint(labels.value(i)) && labels.value(i) <= 7);
    }
  }

  @Test
  void registerMakesItsFolderAndKnowsDefaultMaps() {
    Path made = folder.resolve("made");
    int code = run("register", "-f", FIXED, "-m", MOVING, "-p", parameters, "-o", made.toString());
    assertEquals(0, code, stderr);
    assertTrue(Files.exists(made.resolve("TransformParameters.0.txt")));
    assertTrue(stdout.contains("results are in"), stdout);
    assertFails(
        1,
        "did you mean rigid?",
        "register",
        "-f",
        FIXED,
        "-m",
        MOVING,
        "-p",
        "rigidd",
        "-o",
        made.toString());
  }

  @Test
  void wrongUsageIsToldInElastixWords() {
    assertUsage("No CommandLine option \"-p\" given!", "elastix", "-f", FIXED, "-m", MOVING);
    assertUsage(
        "No CommandLine option \"-out\" given!",
        "elastix",
        "-f",
        FIXED,
        "-m",
        MOVING,
        "-p",
        parameters);
    assertUsage(
        "does not exist. You are responsible for creating it.",
        "elastix",
        "-f",
        FIXED,
        "-m",
        MOVING,
        "-p",
        parameters,
        "-out",
        "nowhere");
    assertUsage(
        "No CommandLine option \"-m\" or \"-m0\" given!",
        "elastix",
        "-f",
        FIXED,
        "-p",
        parameters,
        "-out",
        out.toString());
    assertUsage(
        "-threads is \"many\"",
        "elastix",
        "-f",
        FIXED,
        "-m",
        MOVING,
        "-p",
        parameters,
        "-out",
        out.toString(),
        "-threads",
        "many");
    assertUsage("No CommandLine option \"-tp\"", "transformix", "-in", MOVING, "-out", "x");
    assertUsage("At least one of the CommandLine options", "transformix", "-tp", "x", "-out", "x");
    assertUsage("option -jac is \"some\"", "transformix", "-tp", "x", "-out", "x", "-jac", "some");
    assertUsage("did you mean register?", "registr");
    assertUsage("Missing required option", "register", "-f", FIXED);
    assertUsage("Unknown option", "components", "--colour");
  }

  @Test
  void helpAndVersionsAreFine() {
    for (String command :
        List.of("demo", "register", "transform", "components", "parameters", "elastix")) {
      assertEquals(0, run(command, "--help"), command);
      assertTrue(stdout.length() > 200, command);
    }
    assertEquals(0, run("elastix"));
    assertEquals("Use \"elastix --help\" for information about elastix-usage.\n", stdout);
    assertEquals(0, run("transformix", "--version"));
    assertTrue(stdout.startsWith("transformix version: "), stdout);
    assertEquals(0, run());
  }

  @Test
  void unusableParametersAreNamedWithTheirPlace() throws IOException {
    assertBadParameters(
        "AdvancedMeanSquares", "AdvancedMeanSquare", "bad.txt:2: ", "did you mean AdvancedMeanSq");
    assertBadParameters(
        "(MaximumNumberOfIterations 5)",
        "(MaximumNumberOfIterations five)",
        "bad.txt:10: ",
        "\"five\"; expected a whole number");
    assertBadParameters(
        "(MaximumNumberOfIterations 5)", "(MaximumNumberOfIterations 5", "bad.txt:10: ");
    String misspelt = write("misspelt.txt", QUICK + "(MaximumStepLenth 3)\n");
    assertEquals(0, elastix("-p", misspelt));
    assertTrue(stdout.contains("did you mean MaximumStepLength"), stdout);
    assertEquals(1, elastix("-p", misspelt, "--strict"));
    assertTrue(stderr.contains("misspelt.txt:11"), stderr);
  }

  @Test
  void unusableImagesAreNamed() throws IOException {
    assertElastixFails("nope.mha: no such file", "-f", "nope.mha", "-m", MOVING);
    assertElastixFails(
        "3 dimensions", "-f", FIXED, "-m", EXAMPLES.resolve("brain3d-moving.mha").toString());
    byte[] whole = Files.readAllBytes(Path.of(FIXED));
    Path truncated = folder.resolve("truncated.mha");
    Files.write(truncated, Arrays.copyOf(whole, 3000));
    assertElastixFails("truncated.mha", "-f", truncated.toString(), "-m", MOVING);
    String nan = write("nan.mha", i -> i == 4711 ? Float.NaN : i % 160);
    assertElastixFails("NaN", "-f", FIXED, "-m", nan);
    String constant = write("constant.mha", i -> 7f);
    assertElastixFails("constant", "-f", constant, "-m", constant);
    String empty = write("empty.mha", i -> 0f);
    assertElastixFails("mask is empty", "-f", FIXED, "-m", MOVING, "-fMask", empty);
    String far = folder.resolve("far.mha").toString();
    ImageGrid elsewhere =
        new ImageGrid(
            new int[] {4, 4},
            new double[] {1, 1},
            new double[] {9e3, 0},
            new double[] {1, 0, 0, 1});
    float[] ones = new float[16];
    Arrays.fill(ones, 1);
    Images.standard().write(Image.of(elsewhere, ones), Path.of(far), false);
    assertElastixFails("outside the fixed image", "-f", FIXED, "-m", MOVING, "-fMask", far);
  }

  @Test
  void unwritableOutputLeavesNothingHalfDone() throws IOException {
    Files.createDirectory(out.resolve("elastix.log"));
    assertEquals(1, elastix("-p", parameters));
    assertTrue(stderr.contains("the log cannot be written"), stderr);
    Files.delete(out.resolve("elastix.log"));

    Files.createDirectories(out.resolve("result.0.mha").resolve("in the way"));
    String mha = write("mha.txt", QUICK + "(ResultImageFormat \"mha\")\n");
    assertEquals(1, elastix("-p", mha));
    assertTrue(stderr.contains("result.0.mha"), stderr);
    assertEquals(
        List.of(
            "IterationInfo.0.R0.txt",
            "IterationInfo.0.R1.txt",
            "TransformParameters.0.txt",
            "elastix.log",
            "result.0.mha"),
        filesIn(out));
    assertTrue(Files.readString(out.resolve("elastix.log")).contains("Errors occurred!"));
  }

  @Test
  void debugShowsWhere() {
    assertEquals(1, elastix("-p", "nope.txt", "--debug"));
    assertTrue(stderr.contains("\tat org.jelastix"), stderr);
  }

  @Test
  void parametersAreCheckedWithoutRunning() throws IOException {
    assertEquals(0, run("parameters", "check", parameters), stderr);
    String bad = write("bad.txt", QUICK.replace("Grid\"", "Grit\""));
    assertEquals(1, run("parameters", "check", parameters, bad));
    assertTrue(stdout.contains("did you mean Grid?"), stdout);
    assertEquals(0, run("parameters", "defaults", "bspline", "--resolutions", "2"));
    assertTrue(stdout.contains("(NumberOfResolutions 2)"), stdout);
    String printed = write("printed.txt", stdout);
    assertEquals(0, run("parameters", "check", printed, "--strict"), stdout);
    assertEquals(0, run("parameters", "defaults", "rigid", "--toml"));
    assertTrue(stdout.contains("Transform = \"EulerTransform\""), stdout);
  }

  @Test
  void componentsShowTheirParameters() {
    assertEquals(0, run("components"));
    assertTrue(stdout.contains("AdvancedMeanSquares"), stdout);
    assertEquals(0, run("components", "show", "AdvancedMattesMutualInformation"));
    assertTrue(stdout.contains("NumberOfHistogramBins"), stdout);
    assertEquals(1, run("components", "show", "AdvancedMattesMutualInfo"));
    assertTrue(stderr.contains("did you mean AdvancedMattesMutualInformation?"), stderr);
    assertEquals(0, run("components", "list", "metric"));
    assertFalse(stdout.contains("EulerTransform"), stdout);
  }

  private void assertUsage(String message, String... arguments) {
    assertFails(2, message, arguments);
  }

  private void assertFails(int code, String message, String... arguments) {
    assertEquals(code, run(arguments), stdout + stderr);
    assertTrue(stderr.contains(message), stderr);
    assertTrue(stderr.startsWith("ERROR: "), stderr);
    assertEquals(1, stderr.lines().count(), stderr);
  }

  private void assertElastixFails(String message, String... images) throws IOException {
    Stream<String> rest = Stream.of("-p", parameters, "-out", out.toString());
    assertFails(
        1,
        message,
        Stream.of(Stream.of("elastix"), Stream.of(images), rest)
            .flatMap(s -> s)
            .toArray(String[]::new));
    assertEquals(List.of("elastix.log"), filesIn(out));
  }

  private void assertBadParameters(String good, String bad, String... messages) throws IOException {
    String file = write("bad.txt", QUICK.replace(good, bad));
    assertEquals(1, elastix("-p", file), stdout);
    for (String message : messages) {
      assertTrue(stderr.contains(message), stderr);
    }
    assertEquals(1, stderr.lines().count(), stderr);
  }

  private int elastix(String... more) {
    Stream<String> start = Stream.of("elastix", "-f", FIXED, "-m", MOVING, "-out", out.toString());
    return run(Stream.concat(start, Stream.of(more)).toArray(String[]::new));
  }

  private int run(String... arguments) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(outBytes, false, StandardCharsets.UTF_8),
            new PrintStream(errBytes, false, StandardCharsets.UTF_8),
            false);
    int code = Main.run(List.of(arguments), terminal);
    terminal.out().flush();
    terminal.err().flush();
    stdout = outBytes.toString(StandardCharsets.UTF_8).replace("\r", "");
    stderr = errBytes.toString(StandardCharsets.UTF_8).replace("\r", "");
    return code;
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private interface Pixel {
    float at(int i);
  }

  private String write(String name, Pixel pixel) {
    float[] values = new float[GRID.voxelCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixel.at(i);
    }
    Path file = folder.resolve(name);
    Images.standard().write(Image.of(GRID, values), file, false);
    return file.toString();
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
