package org.jelastix.runtime.cli;

import java.util.List;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.Transformation;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds the inverse of a transform. */
@CommandLine.Command(
    name = "invert",
    description = "Finds the transform that leads back, from the moving to the fixed image.",
    footer = {
      "",
      "Examples:",
      "  jelastix invert -t out/TransformParameters.1.txt -o back",
      "  jelastix invert -t out/TransformParameters.1.txt --deformation-field --like moving.mhd"
          + " -o back"
    },
    sortOptions = false)
final class InvertCommand implements Command {
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

  @Option(
      names = "--deformation-field",
      description = {
        "Instead of TransformParameters.N.txt, the exact displacement of every voxel back to the"
            + " fixed image, in mm: deformationField.mhd."
      })
  private boolean field;

  @Option(
      names = "--like",
      paramLabel = "IMAGE",
      description = "The voxels of the deformation field are those of this image.")
  private String like;

  @Mixin private CommonOptions common;

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public void run(Terminal terminal) {
    if (like != null && !field) {
      throw new UsageException("--like says where the --deformation-field is wanted; give both");
    }
    OutputFolder folder = OutputFolder.created(out);
    try (Jelastix jelastix = common.settings(false).open()) {
      Transformation forward = Transformation.of(jelastix, RegistrationRun.path(transform));
      if (field) {
        ImageGrid grid =
            like == null
                ? forward.grid()
                : jelastix.images().read(RegistrationRun.path(like)).grid();
        jelastix
            .images()
            .write(
                forward.inverseDeformationField(grid),
                folder.file("deformationField." + forward.resultFormat()),
                forward.compressesResult());
      } else {
        write(jelastix, forward.invert().parameterMaps(), folder);
      }
    }
    terminal.out().println("results are in " + folder.prefix());
  }

  /** One file a map, each with the name of the one before. */
  private static void write(Jelastix jelastix, List<ParameterMap> maps, OutputFolder folder) {
    String before = "NoInitialTransform";
    for (int i = 0; i < maps.size(); i++) {
      String name = OutputFolder.stage("TransformParameters", i, "txt");
      jelastix
          .transformFiles()
          .write(
              maps.get(i).toBuilder()
                  .put("InitialTransformParameterFileName", before)
                  .put("InitialTransformParametersFileName", before)
                  .build(),
              folder.file(name),
              false);
      before = folder.prefix() + name;
    }
  }
}
