package org.jelastix.conformance.modelzoo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.ParameterMaps;

/**
 * One parameter file of the zoo.
 *
 * @param name its path within the zoo, with slashes
 * @param path where it is
 * @param parameters what it says
 * @param dimension of the images that it is for, time included
 */
record ZooFile(String name, Path path, ParameterMap parameters, int dimension) {
  private static final String DIMENSION = "FixedImageDimension";

  /** A comment that says the dimension, now that elastix reads it from the images. */
  private static final Pattern COMMENTED = Pattern.compile("//.*\\(" + DIMENSION + " ([234])\\)");

  /**
   * All files below a folder, by name.
   *
   * @param folder of the zoo
   * @param maps reads them
   */
  static List<ZooFile> allIn(Path folder, ParameterMaps maps) {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<ZooFile> files = new ArrayList<>();
      paths
          .filter(path -> path.toString().endsWith(".txt"))
          .sorted()
          .forEach(path -> files.add(of(folder, path, maps)));
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ZooFile of(Path folder, Path path, ParameterMaps maps) {
    String name = folder.relativize(path).toString().replace('\\', '/');
    ParameterMap map = maps.read(path);
    return new ZooFile(name, path, map, dimension(name, path, map));
  }

  private static int dimension(String name, Path path, ParameterMap map) {
    if (map.contains(DIMENSION)) {
      return Integer.parseInt(map.first(DIMENSION, ""));
    }
    int axes = map.values("FinalGridSpacingInPhysicalUnits").size();
    if (axes > 1) {
      return axes;
    }
    Matcher matcher = COMMENTED.matcher(text(path));
    if (matcher.find()) {
      return Integer.parseInt(matcher.group(1));
    }
    return name.contains("2D") ? 2 : 3;
  }

  private static String text(Path path) {
    try {
      return Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it chooses a component. */
  boolean names(String kind, String component) {
    return parameters.values(kind).contains(component);
  }

  /** Whether its images are series, with time as last axis, that are registered to themselves. */
  boolean isGroupwise() {
    return dimension == 4
        || names("Metric", "VarianceOverLastDimensionMetric")
        || names("Interpolator", "ReducedDimensionBSplineInterpolator");
  }
}
