package org.jelastix.transforms.field;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;

/**
 * Tissue-dependent diffusion of a displacement field (M. Staring, S. Klein, J. P. W. Pluim,
 * "Nonrigid registration with tissue-dependent filtering of the deformation field", Physics in
 * Medicine and Biology 52(23), 2007).
 *
 * <p>The stiffness c(x) runs from 0 (soft) to 1 (rigid): the moving image as the transform carries
 * it to the fixed image's grid, or the larger of it and a fixed image, cut at a threshold if there
 * is one, and stretched to that range. One step of diffusion replaces the displacement u of a voxel
 * by
 *
 * <pre>(1 - c) u + c · Σ cᵢuᵢ / Σ cᵢ</pre>
 *
 * over the voxels i of a box around it, so that rigid parts move as one and soft ones are left
 * alone. Beyond the edge of the grid, its outermost voxels are repeated.
 *
 * @param grid of the field: the fixed image's
 * @param moving what is stiff in the moving image's world
 * @param order of its interpolation, 0 nearest neighbour or 1 linear
 * @param outside its value beyond its edge
 * @param fixed what is stiff on the grid, too
 * @param threshold from which on a voxel is rigid, the others being soft
 * @param radius of the box, voxels
 * @param steps how often to diffuse
 * @param parallel splits work
 */
record Diffusion(
    ImageGrid grid,
    Image moving,
    int order,
    double outside,
    Optional<Image> fixed,
    OptionalDouble threshold,
    int radius,
    int steps,
    Parallel parallel) {
  private static final int MOST_TASKS = 64;
  private static final double SOFTEST = 1e-6;
  private static final double STIFFEST = 1 - 1e-6;
  private static final double NOTHING = 1e-5;

  /**
   * The diffused displacement field of a map.
   *
   * @param map from the fixed image's world to the moving image's
   * @return float vectors on the grid, mm
   */
  Image displacements(Transform map) {
    int n = grid.voxelCount();
    int dim = grid.dimension();
    float[][] field = new float[dim][n];
    double[] stiffness = new double[n];
    int tasks = Math.max(1, Math.min(MOST_TASKS, n / PointBatch.CAPACITY));
    parallel.run(
        tasks,
        task ->
            look(
                map,
                (int) ((long) n * task / tasks),
                (int) ((long) n * (task + 1) / tasks),
                field,
                stiffness));
    stretch(stiffness);
    double[] stiffnessAround = stiffness.clone();
    sumOverBoxes(stiffnessAround);
    parallel.run(dim, d -> diffuse(field[d], stiffness, stiffnessAround));
    float[] vectors = new float[n * dim];
    for (int k = 0; k < vectors.length; k++) {
      vectors[k] = field[k % dim][k / dim];
    }
    return Image.ofVectors(grid, dim, vectors);
  }

  /** The displacements of some voxels, and the intensity that says how stiff they are. */
  private void look(Transform map, int from, int to, float[][] field, double[] intensity) {
    int dim = grid.dimension();
    TransformKernel kernel = map.kernel();
    FieldSampler sampler = new FieldSampler(moving, order);
    PointBatch points = new PointBatch(dim);
    PointBatch mapped = new PointBatch(dim);
    double[][] moved = new double[dim][points.capacity()];
    double[] x = new double[dim];
    for (int start = from; start < to; start += points.capacity()) {
      int size = Math.min(points.capacity(), to - start);
      points.resize(size);
      for (int i = 0; i < size; i++) {
        int rest = start + i;
        for (int d = 0; d < dim; d++) {
          x[d] = rest % grid.size(d);
          rest /= grid.size(d);
        }
        grid.voxelToWorld(x, x);
        for (int d = 0; d < dim; d++) {
          points.axis(d)[i] = x[d];
        }
      }
      kernel.forward(points, mapped);
      for (int d = 0; d < dim; d++) {
        for (int i = 0; i < size; i++) {
          double at = points.axis(d)[i];
          field[d][start + i] = (float) (mapped.axis(d)[i] - at);
          moved[d][i] = at + field[d][start + i];
        }
      }
      for (int i = 0; i < size; i++) {
        double value = sampler.at(moved, i) ? sampler.value(0, -1, -1) : outside;
        if (fixed.isPresent()) {
          value = Math.max(value, fixed.get().value(start + i));
        }
        if (threshold.isPresent()) {
          value = value < threshold.getAsDouble() ? 0 : 1;
        }
        intensity[start + i] = value;
      }
    }
  }

  /** An image without contrast is soft everywhere if it is 0, else rigid everywhere. */
  private static void stretch(double[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double v : values) {
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
    for (int i = 0; i < values.length; i++) {
      double part = min < max ? (values[i] - min) / (max - min) : max == 0 ? 0 : 1;
      values[i] = SOFTEST + part * (STIFFEST - SOFTEST);
    }
  }

  private void diffuse(float[] displacement, double[] stiffness, double[] stiffnessAround) {
    double[] weighted = new double[displacement.length];
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < weighted.length; i++) {
        weighted[i] = stiffness[i] * displacement[i];
      }
      sumOverBoxes(weighted);
      for (int i = 0; i < weighted.length; i++) {
        double mean = stiffnessAround[i] < NOTHING ? 0 : weighted[i] / stiffnessAround[i];
        double c = stiffness[i];
        displacement[i] = (float) ((1 - c) * displacement[i] + c * mean);
      }
    }
  }

  /** Replaces each value by the sum over its box, axis by axis. */
  private void sumOverBoxes(double[] data) {
    int[] strides = grid.strides();
    for (int axis = 0; axis < grid.dimension(); axis++) {
      int n = grid.size(axis);
      int stride = strides[axis];
      double[] line = new double[n];
      for (int start = 0; start < data.length; start++) {
        if (start / stride % n != 0) {
          continue;
        }
        for (int k = 0; k < n; k++) {
          line[k] = data[start + k * stride];
        }
        for (int k = 0; k < n; k++) {
          double sum = 0;
          for (int j = k - radius; j <= k + radius; j++) {
            sum += line[Math.max(0, Math.min(n - 1, j))];
          }
          data[start + k * stride] = sum;
        }
      }
    }
  }
}
