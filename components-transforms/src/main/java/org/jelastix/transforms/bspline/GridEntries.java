package org.jelastix.transforms.bspline;

import java.util.Arrays;
import org.jelastix.api.ParameterException;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.transforms.common.TransformFile;

/** How a control point grid stands in a transform parameter file. */
public final class GridEntries {
  static final Parameter<Integer> SIZE =
      Parameter.integer("GridSize", 1)
          .list()
          .atLeast(1)
          .doc("Control points along each axis. In transform parameter files.");

  static final Parameter<Integer> INDEX =
      Parameter.integer("GridIndex", 0)
          .list()
          .doc("Index of the first control point along each axis. In transform parameter files.");

  static final Parameter<Double> SPACING =
      Parameter.number("GridSpacing", 1.0)
          .list()
          .unit("mm")
          .above(0)
          .doc("Distance of control points along each axis. In transform parameter files.");

  static final Parameter<Double> ORIGIN =
      Parameter.number("GridOrigin", 0.0)
          .list()
          .unit("mm")
          .doc("World position of the control point of index 0. In transform parameter files.");

  static final Parameter<Double> DIRECTION =
      Parameter.number("GridDirection", null)
          .list()
          .defaultsTo("the identity")
          .doc(
              "Directions of the grid's axes, axis after axis (the direction matrix column by"
                  + " column). In transform parameter files.");

  private GridEntries() {}

  /** The declarations. */
  public static Parameter<?>[] parameters() {
    return new Parameter<?>[] {SIZE, INDEX, SPACING, ORIGIN, DIRECTION};
  }

  /**
   * Writes a grid.
   *
   * @param points the control points
   * @param file added to
   */
  public static void describe(ImageGrid points, ParameterMap.Builder file) {
    file.put(SIZE.name(), points.size())
        .put(INDEX.name(), points.index())
        .put(SPACING.name(), points.spacing())
        .put(ORIGIN.name(), points.origin())
        .put(DIRECTION.name(), transposed(points.direction(), points.dimension()));
  }

  /**
   * Reads a grid, from elastix's entries or from ITK's fixed parameters.
   *
   * @param file what to read from
   * @param dim axes
   * @throws ParameterException if it is not a grid
   */
  public static ImageGrid read(TransformFile file, int dim) {
    try {
      if (!file.parameters().isSet(SIZE)) {
        var fixed = file.itkFixedParameters();
        if (fixed.isPresent() && fixed.get().length == dim * (dim + 3)) {
          return fromItk(fixed.get(), dim);
        }
      }
      double[] identity = new double[dim * dim];
      double[] ones = new double[dim];
      int[] oneEach = new int[dim];
      Arrays.fill(ones, 1);
      Arrays.fill(oneEach, 1);
      for (int d = 0; d < dim; d++) {
        identity[d * dim + d] = 1;
      }
      return new ImageGrid(
          file.integers(SIZE, dim).orElse(oneEach),
          file.integers(INDEX, dim).orElse(new int[dim]),
          file.numbers(SPACING, dim).orElse(ones),
          file.numbers(ORIGIN, dim).orElse(new double[dim]),
          transposed(file.numbers(DIRECTION, dim * dim).orElse(identity), dim));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          file.map().locate(SIZE.name()) + ": not a control point grid: " + e.getMessage(), e);
    }
  }

  /** Size, origin, spacing, and direction row by row. */
  private static ImageGrid fromItk(double[] fixed, int dim) {
    int[] size = new int[dim];
    for (int d = 0; d < dim; d++) {
      size[d] = (int) fixed[d];
    }
    return new ImageGrid(
        size,
        Arrays.copyOfRange(fixed, 2 * dim, 3 * dim),
        Arrays.copyOfRange(fixed, dim, 2 * dim),
        Arrays.copyOfRange(fixed, 3 * dim, fixed.length));
  }

  private static double[] transposed(double[] m, int n) {
    double[] t = new double[n * n];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        t[c * n + r] = m[r * n + c];
      }
    }
    return t;
  }
}
