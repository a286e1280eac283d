package org.jelastix.runtime.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.Images;
import org.jelastix.runtime.ParameterMaps;
import org.jelastix.runtime.registry.ServiceList;

/**
 * Runs what users run most, on images of some voxels: the launchers let the JVM keep the classes
 * that this loads ({@code -XX:ArchiveClassesAtExit}), so that later starts find them ready.
 *
 * <p>Writes into a temporary folder, which is removed, and prints nothing.
 */
public final class Rehearsal {
  /** What parameter files often have, and the default ones do not. */
  private static final Map<String, String[]> OTHER =
      Map.of(
          "AutomaticTransformInitialization",
          new String[] {"false"},
          "Registration",
          new String[] {"MultiMetricMultiResolutionRegistration"},
          "Metric",
          new String[] {"AdvancedMattesMutualInformation", "TransformBendingEnergyPenalty"});

  private final Path folder;
  private final Terminal nobody =
      new Terminal(
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
          false);

  private Rehearsal(Path folder) {
    this.folder = folder;
  }

  /**
   * Ends the process with 0 if all went well, else with 1.
   *
   * @param arguments the file to write the services of the class path to
   */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    Path folder = Files.createTempDirectory("jelastix-rehearsal");
    boolean fine;
    try {
      ServiceFile.write(ServiceList.ofClassPath(), Path.of(arguments[0]));
      System.setProperty(ServiceFile.PROPERTY, arguments[0]);
      fine = new Rehearsal(folder).run();
    } finally {
      remove(folder);
    }
    System.exit(fine ? ExitCode.FINE : ExitCode.FAILED);
  }

  /** Whether all commands went well. */
  private boolean run() throws IOException {
    Terminal.ofProcess();
    return plays("--version")
        && plays("components")
        && plays("parameters", "defaults", "rigid")
        && registers("2", ImageGrid.ofSize(40, 44), "mha", Map.of())
        && registers("3", ImageGrid.ofSize(24, 26, 22), "nii.gz", OTHER);
  }

  private boolean registers(
      String name, ImageGrid grid, String format, Map<String, String[]> changes)
      throws IOException {
    Path fixed = folder.resolve(name + "-fixed." + format);
    Path moving = folder.resolve(name + "-moving." + format);
    Images.standard().write(blob(grid, 0.45), fixed, true);
    Images.standard().write(blob(grid, 0.5), moving, true);
    Path out = Files.createDirectory(folder.resolve(name + "-out"));
    return plays(
            "elastix",
            "-f",
            fixed.toString(),
            "-m",
            moving.toString(),
            "-p",
            parameters("rigid", "mhd", changes),
            "-p",
            parameters("affine", "nii", changes),
            "-p",
            parameters("bspline", "mha", changes),
            "-out",
            out.toString())
        && plays(
            "transformix",
            "-in",
            moving.toString(),
            "-tp",
            out.resolve("TransformParameters.2.txt").toString(),
            "-def",
            "all",
            "-jac",
            "all",
            "-jacmat",
            "all",
            "-out",
            out.toString())
        && plays(
            "register",
            "-f",
            fixed.toString(),
            "-m",
            moving.toString(),
            "-p",
            parameters("translation", "nii", changes),
            "-o",
            out.toString())
        && plays(
            "transform",
            "--labels",
            moving.toString(),
            "-t",
            out.resolve("TransformParameters.0.txt").toString(),
            "-o",
            out.toString());
  }

  /** A default parameter file, with some iterations. */
  private String parameters(String name, String resultFormat, Map<String, String[]> changes) {
    Path file = folder.resolve(name + ".txt");
    ParameterMap.Builder map =
        ParameterMaps.defaults(name, 2, 8).toBuilder()
            .put("MaximumNumberOfIterations", "4")
            .put("NumberOfSpatialSamples", "1500")
            .put("ResultImageFormat", resultFormat);
    changes.forEach(map::put);
    ParameterMaps.standard().write(map.build(), file);
    return file.toString();
  }

  private boolean plays(String... commandLine) {
    return Main.run(List.of(commandLine), nobody) == ExitCode.FINE;
  }

  /** Brighter towards a point at this part of each axis. */
  private static Image blob(ImageGrid grid, double centre) {
    float[] values = new float[grid.voxelCount()];
    for (int i = 0; i < values.length; i++) {
      double square = 0;
      int rest = i;
      for (int d = 0; d < grid.dimension(); d++) {
        double x = rest % grid.size(d) / (double) grid.size(d) - centre;
        square += x * x;
        rest /= grid.size(d);
      }
      values[i] = (float) (1000 * Math.exp(-10 * square));
    }
    return Image.of(grid, values);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
