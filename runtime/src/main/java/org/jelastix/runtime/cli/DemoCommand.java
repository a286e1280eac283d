package org.jelastix.runtime.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jelastix.api.OutputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.ParameterMaps;
import org.jelastix.runtime.RegistrationResult;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Registers the example images, and shows what came out. */
@CommandLine.Command(
    name = "demo",
    description = "Registers the example images that come along, and shows what came out.",
    sortOptions = false)
final class DemoCommand implements Command {
  private static final String FIXED = "brain2d-fixed.mha";
  private static final String MOVING = "brain2d-moving.mha";
  private static final String FIXED_LABELS = "brain2d-fixed-labels.mha";
  private static final String MOVING_LABELS = "brain2d-moving-labels.mha";
  private static final String RIGID = "parameters-rigid.txt";
  private static final String BSPLINE = "parameters-bspline.txt";

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FOLDER",
      defaultValue = "jelastix-demo",
      description = "Output folder; ${DEFAULT-VALUE} if not given.")
  private String out;

  @Mixin private CommonOptions common;

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public void run(Terminal terminal) {
    OutputFolder folder = OutputFolder.created(out);
    Settings settings = common.settings(false);
    try (Jelastix jelastix = settings.open()) {
      prepare(jelastix, folder);
      String p = folder.prefix();
      RegistrationJob job =
          new RegistrationJob(
              List.of(p + FIXED),
              List.of(p + MOVING),
              List.of(),
              List.of(),
              Optional.empty(),
              List.of(p + RIGID, p + BSPLINE),
              false,
              Map.of(),
              Map.of(),
              folder,
              settings);
      terminal.out().println("Registering two slices of a made-up head:");
      terminal.out().println("  first a rotation and a shift, then a smooth deformation.");
      RegistrationResult result;
      try (RunLog log = RunLog.open(folder.file("elastix.log"), null);
          ProgressDisplay display = ProgressDisplay.on(terminal)) {
        ElastixLog.appendStart(log, "jelastix demo", Version.of());
        result = RegistrationRun.run(job, jelastix, log, display);
      }
      report(jelastix, folder, result, terminal.out());
    }
  }

  /** Puts images and parameter files where the user can look at them and use them again. */
  private static void prepare(Jelastix jelastix, OutputFolder folder) {
    for (String name : List.of(FIXED, MOVING, FIXED_LABELS, MOVING_LABELS)) {
      copyExample(name, folder.file(name));
    }
    jelastix.parameterMaps().write(shortened("rigid"), folder.file(RIGID));
    jelastix.parameterMaps().write(shortened("bspline"), folder.file(BSPLINE));
  }

  /** The default map, for small images. */
  private static ParameterMap shortened(String name) {
    return ParameterMaps.defaults(name, 3, 15).toBuilder()
        .put("MaximumNumberOfIterations", "200")
        .put("ResultImageFormat", "mha")
        .put("ResultImagePixelType", "unsigned char")
        .put("WriteIterationInfo", "true")
        .build();
  }

  private static void copyExample(String name, Path target) {
    try (InputStream in = DemoCommand.class.getResourceAsStream("example/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the example image " + name + " is not in the jar");
      }
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new OutputException(target + ": cannot be written", e);
    }
  }

  private static void report(
      Jelastix jelastix, OutputFolder folder, RegistrationResult result, PrintStream out) {
    Image fixed = jelastix.images().read(folder.file(FIXED));
    Image moving = jelastix.images().read(folder.file(MOVING));
    Image fixedLabels = jelastix.images().read(folder.file(FIXED_LABELS));
    Image movingLabels = jelastix.images().read(folder.file(MOVING_LABELS));
    Image warpedLabels = result.transformation().applyToLabels(movingLabels);
    jelastix.images().write(warpedLabels, folder.file("labels.mha"), true);
    Image registered = result.resultImage();
    Agreement before = Agreement.between(fixed, fixedLabels, moving, movingLabels);
    Agreement after = Agreement.between(fixed, fixedLabels, registered, warpedLabels);
    Path picture = folder.file("overview.png");
    new DemoPicture(fixed, moving, registered, before, after).write(picture);
    String p = folder.prefix();
    out.println();
    out.println("                                        before   after   (1 is perfect)");
    out.println(
        "  overlap of the tissues (Dice)          "
            + before.diceText()
            + "    "
            + after.diceText());
    out.println(
        "  correlation of the brightness (NCC)    " + before.nccText() + "    " + after.nccText());
    out.println();
    out.println("Look at     " + picture);
    out.println("result      " + p + "result.1.mha");
    out.println("transform   " + p + "TransformParameters.1.txt (which names the first one)");
    out.println();
    out.println("Next, the same by hand, and then with your own images:");
    out.println("  bin/jelastix register -f " + p + FIXED + " -m " + p + MOVING + " \\");
    out.println("      -p " + p + RIGID + " -p " + p + BSPLINE + " -o out");
    out.println("  bin/jelastix transform -t out/TransformParameters.1.txt \\");
    out.println("      --labels " + p + MOVING_LABELS + " -o out");
  }
}
