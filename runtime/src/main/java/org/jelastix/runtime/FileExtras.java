package org.jelastix.runtime;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.Extras;

/**
 * What was given beside the images, and the files that parameters name, which are looked for as
 * they are written and then beside the parameter file.
 */
final class FileExtras implements Extras {
  private final Jelastix jelastix;
  private final ParameterMap parameters;
  private final int dimension;
  private final Map<String, PointSet> points;
  private final Map<String, String> options;

  /**
   * @param jelastix reads files
   * @param parameters the file that names others
   * @param dimension of points
   * @param points by option
   * @param options texts by option
   */
  FileExtras(
      Jelastix jelastix,
      ParameterMap parameters,
      int dimension,
      Map<String, PointSet> points,
      Map<String, String> options) {
    this.jelastix = jelastix;
    this.parameters = parameters;
    this.dimension = dimension;
    this.points = new HashMap<>(points);
    this.options = Map.copyOf(options);
  }

  @Override
  public synchronized Optional<PointSet> points(String option) {
    if (!points.containsKey(option) && options.containsKey(option)) {
      points.put(option, jelastix.points().read(Path.of(options.get(option)), dimension));
    }
    return Optional.ofNullable(points.get(option));
  }

  @Override
  public Image image(String path) {
    return jelastix.images().read(TransformReader.beside(parameters, path));
  }

  @Override
  public ParameterMap transformParameters(String path) {
    return jelastix.parameterMaps().read(TransformReader.beside(parameters, path));
  }

  @Override
  public Optional<String> option(String option) {
    return Optional.ofNullable(options.get(option));
  }
}
