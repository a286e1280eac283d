package org.jelastix.metrics;

import java.util.Arrays;
import java.util.List;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.parallel.Parallel;

/**
 * The size of mapped closed meshes, to make structures vanish that the moving image lacks:
 *
 * <pre>Σ_simplices |det(p₁ - c, …, p_d - c)|</pre>
 *
 * with p the mapped corners of a simplex and c the mean of all mapped vertices of its mesh. That is
 * twice the area in 2-D and six times the volume in 3-D of a mesh that is star-shaped around c.
 */
final class MissingStructure implements Metric {
  private static final double SMALLEST = 1e-5;

  private final List<FixedMesh> meshes;
  private final Parallel parallel;

  MissingStructure(List<FixedMesh> meshes, Parallel parallel) {
    this.meshes = List.copyOf(meshes);
    this.parallel = parallel;
  }

  @Override
  public boolean usesSamples() {
    return false;
  }

  @Override
  public double value(Transform transform, ImageSamples samples) {
    double value = 0;
    for (FixedMesh mesh : meshes) {
      value += size(mesh, MappedPoints.map(transform, mesh.vertices(), parallel), null);
    }
    return value;
  }

  @Override
  public double valueAndGradient(Transform transform, ImageSamples samples, double[] gradient) {
    Arrays.fill(gradient, 0);
    double[] ofMesh = new double[gradient.length];
    double value = 0;
    for (FixedMesh mesh : meshes) {
      double[][] cotangents = new double[transform.dimension()][mesh.vertices().size()];
      value += size(mesh, MappedPoints.map(transform, mesh.vertices(), parallel), cotangents);
      MappedPoints.pullBack(transform, mesh.vertices(), cotangents, ofMesh, parallel);
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] += ofMesh[j];
      }
    }
    return value;
  }

  private static double size(FixedMesh mesh, double[][] mapped, double[][] cotangents) {
    int dim = mapped.length;
    int n = mapped[0].length;
    double[] centre = new double[dim];
    for (int d = 0; d < dim; d++) {
      for (double x : mapped[d]) {
        centre[d] += x / n;
      }
    }
    int[] simplices = mesh.simplices();
    double[] corners = new double[dim * dim];
    double[] cofactors = new double[dim * dim];
    double[] ofCentre = new double[dim];
    double sum = 0;
    for (int first = 0; first < simplices.length; first += dim) {
      for (int k = 0; k < dim; k++) {
        for (int d = 0; d < dim; d++) {
          corners[k * dim + d] = mapped[d][simplices[first + k]] - centre[d];
        }
      }
      double volume = Cofactors.of(corners, dim, cofactors);
      sum += Math.abs(volume);
      if (cotangents != null && Math.abs(volume) > SMALLEST) {
        for (int k = 0; k < dim; k++) {
          for (int d = 0; d < dim; d++) {
            double slope = Math.signum(volume) * cofactors[k * dim + d];
            cotangents[d][simplices[first + k]] += slope;
            ofCentre[d] -= slope;
          }
        }
      }
    }
    if (cotangents != null) {
      for (int d = 0; d < dim; d++) {
        for (int i = 0; i < n; i++) {
          cotangents[d][i] += ofCentre[d] / n;
        }
      }
    }
    return sum;
  }
}
