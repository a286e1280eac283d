package org.jelastix.runtime;

import java.util.List;
import java.util.Optional;
import org.jelastix.api.ParameterException;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;

/** How a transform parameter file says where the fixed image's voxels lie. */
final class GridParameters {
  private GridParameters() {}

  /** Adds Size, Index, Spacing, Origin and Direction (column after column). */
  static void put(ParameterMap.Builder map, ImageGrid grid) {
    int dim = grid.dimension();
    double[] direction = grid.direction();
    double[] columns = new double[dim * dim];
    for (int column = 0; column < dim; column++) {
      for (int row = 0; row < dim; row++) {
        columns[column * dim + row] = direction[row * dim + column];
      }
    }
    map.put("Size", grid.size())
        .put("Index", grid.index())
        .put("Spacing", grid.spacing())
        .put("Origin", grid.origin())
        .put("Direction", columns);
  }

  /**
   * The grid of a file.
   *
   * @return empty if it has no Size
   * @throws ParameterException if a value is malformed
   */
  static Optional<ImageGrid> read(ParameterMap map, int dimension) {
    if (!map.contains("Size")) {
      return Optional.empty();
    }
    int[] size = new int[dimension];
    int[] index = new int[dimension];
    double[] spacing = new double[dimension];
    double[] origin = new double[dimension];
    double[] direction = new double[dimension * dimension];
    for (int i = 0; i < dimension; i++) {
      size[i] = (int) number(map, "Size", i, dimension, 0);
      index[i] = (int) number(map, "Index", i, dimension, 0);
      spacing[i] = number(map, "Spacing", i, dimension, 1);
      origin[i] = number(map, "Origin", i, dimension, 0);
      for (int row = 0; row < dimension; row++) {
        direction[row * dimension + i] =
            number(map, "Direction", i * dimension + row, dimension * dimension, row == i ? 1 : 0);
      }
    }
    try {
      return Optional.of(new ImageGrid(size, index, spacing, origin, direction));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(map.locate("Size") + ": " + e.getMessage(), e);
    }
  }

  /**
   * The dimension that a file is for.
   *
   * @throws ParameterException if it does not say
   */
  static int dimension(ParameterMap map) {
    String text = map.first("FixedImageDimension", null);
    List<String> size = map.values("Size");
    if (text == null && size.isEmpty()) {
      throw new ParameterException(
          map.locate("FixedImageDimension") + ": parameter FixedImageDimension is required");
    }
    int dimension = text == null ? size.size() : (int) number(map, "FixedImageDimension", 0, 1, 0);
    if (dimension < 1 || dimension > 5) {
      throw new ParameterException(
          map.locate("FixedImageDimension")
              + ": FixedImageDimension is "
              + dimension
              + "; must be between 1 and 5");
    }
    return dimension;
  }

  private static double number(
      ParameterMap map, String name, int entry, int expected, double otherwise) {
    List<String> values = map.values(name);
    if (values.isEmpty()) {
      return otherwise;
    }
    if (values.size() != expected) {
      throw new ParameterException(
          map.locate(name) + ": " + name + " needs " + expected + " values, not " + values.size());
    }
    try {
      return Double.parseDouble(values.get(entry));
    } catch (NumberFormatException e) {
      throw new ParameterException(
          map.locate(name) + ": " + name + " is \"" + values.get(entry) + "\"; expected a number",
          e);
    }
  }
}
