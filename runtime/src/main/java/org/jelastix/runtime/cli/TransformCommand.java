package org.jelastix.runtime.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Applies a transform. */
@CommandLine.Command(
    name = "transform",
    description = "Applies a transform to an image, to points, or to every voxel.",
    footer = {
      "",
      "Examples:",
      "  jelastix transform -t out/TransformParameters.1.txt -i moving.nii.gz -o warped",
      "  jelastix transform -t out/TransformParameters.1.txt --labels atlas.nii.gz -o warped"
    },
    sortOptions = false)
final class TransformCommand implements Command {
  @Option(
      names = {"-t", "--transform"},
      paramLabel = "FILE",
      required = true,
      description = "Transform parameter file, as elastix and jelastix write it.")
  private String transform;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FOLDER",
      required = true,
      description = "Output folder; made if need be.")
  private String out;

  @ArgGroup(multiplicity = "0..1")
  private Picture picture;

  /** An image of one of two kinds. */
  static final class Picture {
    @Option(
        names = {"-i", "--image"},
        paramLabel = "FILE",
        description = "Moving image to resample: result.mhd.")
    private String image;

    @Option(
        names = "--labels",
        paramLabel = "FILE",
        description = "Moving label image or mask to resample, nearest neighbour: result.mhd.")
    private String labels;
  }

  @Option(
      names = "--points",
      paramLabel = "FILE",
      description = "Points of the fixed image to map: outputpoints.txt or outputpoints.vtk.")
  private String points;

  @Option(
      names = "--deformation-field",
      description = "The displacement of every voxel, in mm: deformationField.mhd.")
  private boolean field;

  @Option(
      names = "--jacobian",
      description = "Determinant of the spatial Jacobian at every voxel: spatialJacobian.mhd.")
  private boolean jacobian;

  @Option(
      names = "--jacobian-matrix",
      description = "The spatial Jacobian at every voxel: fullSpatialJacobian.mhd.")
  private boolean jacobianMatrix;

  @Mixin private CommonOptions common;

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public void run(Terminal terminal) {
    if (picture == null && points == null && !field && !jacobian && !jacobianMatrix) {
      throw new UsageException(
          "nothing to transform; give at least one of --image, --labels, --points,"
              + " --deformation-field, --jacobian and --jacobian-matrix");
    }
    boolean labels = picture != null && picture.labels != null;
    Optional<String> image =
        Optional.ofNullable(picture).map(p -> p.labels != null ? p.labels : p.image);
    OutputFolder folder = OutputFolder.created(out);
    TransformJob job =
        new TransformJob(
            transform,
            image,
            labels,
            Optional.ofNullable(points),
            field,
            jacobian,
            jacobianMatrix,
            folder,
            common.settings(false));
    try (RunLog log = RunLog.open(folder.file("transformix.log"), null)) {
      ElastixLog.appendStart(log, "jelastix transform", Version.of());
      TransformRun.run(job, log);
    }
    terminal.out().println("results are in " + folder.prefix());
  }
}
