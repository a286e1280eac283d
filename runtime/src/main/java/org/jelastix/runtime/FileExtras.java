package org.jelastix.runtime;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jelastix.api.component.Transform;
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
  private final GivenInputs given;
  private final Function<Path, Transform> transforms;
  private final Map<String, PointSet> points = new HashMap<>();

  /**
   * @param jelastix reads files
   * @param parameters the file that names others
   * @param dimension of points and images
   * @param given by option
   * @param transforms reads a transform file with its initial transforms
   */
  FileExtras(
      Jelastix jelastix,
      ParameterMap parameters,
      int dimension,
      GivenInputs given,
      Function<Path, Transform> transforms) {
    this.jelastix = jelastix;
    this.parameters = parameters;
    this.dimension = dimension;
    this.given = given;
    this.transforms = transforms;
  }

  @Override
  public synchronized Optional<PointSet> points(String option) {
    return Optional.ofNullable(points.computeIfAbsent(option, this::pointsInWorld));
  }

  private PointSet pointsInWorld(String option) {
    PointSet set = given.points().get(option);
    if (set == null && given.options().containsKey(option)) {
      set = jelastix.points().read(file(option), dimension);
    }
    return set == null ? null : given.inWorld(option, set, Resampling.usesDirections(parameters));
  }

  @Override
  public Optional<List<int[]>> cells(String option) {
    return Optional.ofNullable(given.cells().get(option))
        .or(() -> option(option).map(name -> jelastix.points().cells(file(option))));
  }

  @Override
  public Optional<double[]> numbers(String option) {
    return option(option).map(name -> jelastix.textFiles().readNumbers(file(option)));
  }

  private Path file(String option) {
    return TransformReader.beside(parameters, given.options().get(option));
  }

  @Override
  public Image image(String path) {
    return jelastix.images().read(TransformReader.beside(parameters, path), dimension);
  }

  @Override
  public Transform transform(String path) {
    return transforms.apply(TransformReader.beside(parameters, path));
  }

  @Override
  public ParameterMap transformParameters(String path) {
    return jelastix.parameterMaps().read(TransformReader.beside(parameters, path));
  }

  @Override
  public Optional<String> option(String option) {
    return Optional.ofNullable(given.options().get(option));
  }
}
