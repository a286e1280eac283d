package org.jelastix.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jelastix.api.InputException;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.spi.MetricContext;

/**
 * A surface in the fixed image: its vertices, and simplices between them (lines in 2-D, triangles
 * in 3-D, tetrahedra in 4-D).
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier that nobody compares
record FixedMesh(ImageSamples vertices, int[] simplices) {

  /** The meshes given with -fmeshA0, -fmeshB0, … for metric 0, and so on. */
  static List<FixedMesh> all(String metric, MetricContext context, boolean withCells) {
    String label = context.parameters().label();
    String number = label.startsWith("Metric") ? label.substring("Metric".length()) : "0";
    List<FixedMesh> meshes = new ArrayList<>();
    for (char letter = 'A'; letter <= 'Z'; letter++) {
      String option = "fmesh" + letter + number;
      Optional<PointSet> points = context.points(option);
      if (points.isEmpty()) {
        break;
      }
      meshes.add(of(metric, context, option, points.get(), withCells));
    }
    if (meshes.isEmpty()) {
      throw new InputException(metric + " needs a mesh; give -fmeshA" + number);
    }
    return meshes;
  }

  private static FixedMesh of(
      String metric, MetricContext context, String option, PointSet points, boolean withCells) {
    int dim = context.dimension();
    if (points.dimension() != dim || points.areIndices()) {
      throw new InputException(
          "-" + option + " must have points of " + dim + " coordinates in mm for " + metric);
    }
    int n = points.size();
    double[][] axes = new double[dim][n];
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < dim; d++) {
        axes[d][i] = points.get(i, d);
      }
    }
    ImageSamples vertices = new ImageSamples(axes, new double[n]);
    if (!withCells) {
      return new FixedMesh(vertices, new int[0]);
    }
    List<int[]> cells =
        context
            .extras()
            .cells(option)
            .filter(list -> !list.isEmpty())
            .orElseThrow(
                () ->
                    new InputException(
                        "-" + option + " has no cells; " + metric + " needs a closed mesh"));
    return new FixedMesh(vertices, simplices(option, cells, dim, n));
  }

  /** Cuts polygons into fans of simplices with as many corners as dimensions. */
  private static int[] simplices(String option, List<int[]> cells, int dim, int points) {
    List<int[]> fans = new ArrayList<>();
    for (int[] cell : cells) {
      if (cell.length < dim) {
        throw new InputException(
            "-" + option + " has a cell of " + cell.length + " points; " + dim + " are needed");
      }
      for (int corner : cell) {
        if (corner < 0 || corner >= points) {
          throw new InputException(
              "-" + option + " has a cell with point " + corner + " of " + points);
        }
      }
      for (int last = dim - 1; last < (dim == 3 ? cell.length : dim); last++) {
        int[] simplex = cell.clone();
        if (dim == 3) {
          simplex = new int[] {cell[0], cell[last - 1], cell[last]};
        }
        fans.add(simplex);
      }
    }
    int[] flat = new int[fans.size() * dim];
    for (int s = 0; s < fans.size(); s++) {
      System.arraycopy(fans.get(s), 0, flat, s * dim, dim);
    }
    return flat;
  }
}
