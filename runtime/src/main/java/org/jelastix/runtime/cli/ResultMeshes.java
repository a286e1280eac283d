package org.jelastix.runtime.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.PointSet;
import org.jelastix.runtime.Jelastix;

/** Writes the meshes that metrics were given with {@code -fmeshA0} …, mapped by a transform. */
final class ResultMeshes {
  private static final String OPTION = "fmesh";

  private final Jelastix jelastix;
  private final OutputFolder out;
  private final Map<String, Path> files = new TreeMap<>();

  /**
   * @param jelastix reads and writes the meshes
   * @param out where
   * @param pointSets files by option; those that are no meshes are left aside
   */
  ResultMeshes(Jelastix jelastix, OutputFolder out, Map<String, String> pointSets) {
    this.jelastix = jelastix;
    this.out = out;
    pointSets.forEach(
        (option, file) -> {
          if (option.matches(OPTION + "[A-Z][0-9]+")) {
            files.put(option.substring(OPTION.length()), RegistrationRun.path(file));
          }
        });
  }

  /**
   * Writes all of them.
   *
   * @param transform fixed world to moving world
   * @param fileName of a label: {@code resultmeshA0}
   */
  void write(Transform transform, UnaryOperator<String> fileName) {
    files.forEach(
        (label, file) -> {
          PointSet points = jelastix.points().read(file, transform.dimension());
          int dim = points.dimension();
          double[] mapped = new double[points.size() * dim];
          double[] point = new double[dim];
          for (int i = 0; i < points.size(); i++) {
            for (int d = 0; d < dim; d++) {
              point[d] = points.get(i, d);
            }
            System.arraycopy(transform.apply(point), 0, mapped, i * dim, dim);
          }
          Path target = out.file(fileName.apply("resultmesh" + label));
          jelastix.points().write(new PointSet(dim, mapped, false), file, target);
        });
  }
}
