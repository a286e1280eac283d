package org.jelastix.runtime.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Registers images. */
@CommandLine.Command(
    name = "register",
    description = "Registers a moving image to a fixed image.",
    footer = {
      "",
      "Example:",
      "  jelastix register -f fixed.nii.gz -m moving.nii.gz -p rigid -p bspline -o out",
      "",
      "Writes TransformParameters.N.txt and result.N.mhd for each parameter file N from 0 on;",
      "the last ones are the final ones. elastix.log tells what happened."
    },
    sortOptions = false)
final class RegisterCommand implements Command {
  @Option(
      names = {"-f", "--fixed"},
      paramLabel = "FILE",
      required = true,
      description = "Fixed image; several for multi-image metrics.")
  private List<String> fixed;

  @Option(
      names = {"-m", "--moving"},
      paramLabel = "FILE",
      required = true,
      description = "Moving image; several for multi-image metrics.")
  private List<String> moving;

  @Option(
      names = {"-p", "--parameters"},
      paramLabel = "FILE|NAME",
      required = true,
      description =
          "Parameter file, or one of translation, rigid, affine, bspline, spline, groupwise."
              + " Several run one after the other.")
  private List<String> parameters;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FOLDER",
      required = true,
      description = "Output folder; made if need be.")
  private String out;

  @Option(
      names = "--fixed-mask",
      paramLabel = "FILE",
      description = "Mask of the fixed image: not 0 is inside.")
  private List<String> fixedMasks = new ArrayList<>();

  @Option(
      names = "--moving-mask",
      paramLabel = "FILE",
      description = "Mask of the moving image: not 0 is inside.")
  private List<String> movingMasks = new ArrayList<>();

  @Option(
      names = {"-t", "--initial-transform"},
      paramLabel = "FILE",
      description = "Transform parameter file to start from.")
  private String initialTransform;

  @Option(
      names = "--fixed-points",
      paramLabel = "FILE",
      description = "Points of the fixed image, for metrics that use them.")
  private String fixedPoints;

  @Option(
      names = "--moving-points",
      paramLabel = "FILE",
      description = "The same points in the moving image.")
  private String movingPoints;

  @Option(
      names = "--strict",
      description = "Parameters that have no effect are errors, not warnings.")
  private boolean strict;

  @Mixin private CommonOptions common;

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public void run(Terminal terminal) {
    Map<String, String> points = new HashMap<>();
    if (fixedPoints != null) {
      points.put("fp", fixedPoints);
    }
    if (movingPoints != null) {
      points.put("mp", movingPoints);
    }
    OutputFolder folder = OutputFolder.created(out);
    RegistrationJob job =
        new RegistrationJob(
            fixed,
            moving,
            fixedMasks,
            movingMasks,
            Optional.ofNullable(initialTransform),
            parameters,
            true,
            points,
            Map.of(),
            folder,
            common.settings(strict));
    try (RunLog log = RunLog.open(folder.file("elastix.log"), null);
        ProgressDisplay display = ProgressDisplay.on(terminal)) {
      ElastixLog.appendStart(log, "jelastix register", Version.of());
      RegistrationRun.run(job, log, display);
      display.line("results are in " + folder.prefix());
    }
  }
}
