package org.jelastix.transforms.affine;

import java.util.List;
import java.util.Optional;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.transforms.common.SampleGrid;

/** Points that stand for the position of a whole image. */
final class Centers {
  private Centers() {}

  /** First voxel and size of the box of voxels inside a mask, or of the whole image. */
  record Box(int[] start, int[] size) {
    static Box of(Image image, Optional<Mask> mask) {
      return mask.isPresent() ? around(mask.get()) : whole(image);
    }

    private static Box whole(Image image) {
      return new Box(new int[image.grid().dimension()], image.grid().size());
    }

    private static Box around(Mask mask) {
      ImageGrid grid = mask.grid();
      int dim = grid.dimension();
      int[] min = grid.size();
      int[] max = new int[dim];
      int[] voxel = new int[dim];
      boolean found = false;
      for (int v = 0; v < grid.voxelCount(); v++) {
        if (mask.containsVoxel(v)) {
          found = true;
          for (int d = 0; d < dim; d++) {
            min[d] = Math.min(min[d], voxel[d]);
            max[d] = Math.max(max[d], voxel[d]);
          }
        }
        for (int d = 0; d < dim && ++voxel[d] == grid.size(d); d++) {
          voxel[d] = 0;
        }
      }
      if (!found) {
        throw new RegistrationException(
            "automatic transform initialization: the mask is empty, no voxel of it is inside");
      }
      for (int d = 0; d < dim; d++) {
        max[d] -= min[d] - 1;
      }
      return new Box(min, max);
    }
  }

  /** The middle of a box of voxel centres, or half a voxel further along each axis. */
  static double[] middle(ImageGrid grid, Box box, double shift) {
    double[] x = new double[grid.dimension()];
    for (int d = 0; d < x.length; d++) {
      x[d] = box.start()[d] + (box.size()[d] - 1) / 2.0 + shift;
    }
    grid.voxelToWorld(x, x);
    return x;
  }

  /**
   * Smallest and largest world coordinates of a box's corners, which lie at start and start+size.
   */
  static List<double[]> extent(ImageGrid grid, Box box) {
    int dim = grid.dimension();
    double[] min = new double[dim];
    double[] max = new double[dim];
    java.util.Arrays.fill(min, Double.POSITIVE_INFINITY);
    java.util.Arrays.fill(max, Double.NEGATIVE_INFINITY);
    double[] x = new double[dim];
    for (int corner = 0; corner < 1 << dim; corner++) {
      for (int d = 0; d < dim; d++) {
        x[d] = box.start()[d] + (corner >> d & 1) * box.size()[d];
      }
      grid.voxelToWorld(x, x);
      for (int d = 0; d < dim; d++) {
        min[d] = Math.min(min[d], x[d]);
        max[d] = Math.max(max[d], x[d]);
      }
    }
    return List.of(min, max);
  }

  /** Centre of gravity of all voxels inside the mask, weighted by their values. */
  static double[] ofGravity(Image image, Optional<Mask> mask) {
    ImageGrid grid = image.grid();
    int dim = grid.dimension();
    Sum sum = new Sum(dim);
    double[] x = new double[dim];
    int[] voxel = new int[dim];
    for (int v = 0; v < grid.voxelCount(); v++) {
      for (int d = 0; d < dim; d++) {
        x[d] = voxel[d];
      }
      grid.voxelToWorld(x, x);
      if (mask.isEmpty() || mask.get().contains(x)) {
        sum.add(image.value(v), x);
      }
      for (int d = 0; d < dim && ++voxel[d] == grid.size(d); d++) {
        voxel[d] = 0;
      }
    }
    return sum.mean();
  }

  /**
   * Centre of gravity of a regular subset of voxels inside the mask.
   *
   * @param samples about how many voxels
   * @param threshold if there, voxels at or above it weigh 1, the others 0
   */
  static double[] ofGravity(
      Image image, Optional<Mask> mask, double samples, Optional<Double> threshold) {
    ImageGrid grid = image.grid();
    Sum sum = new Sum(grid.dimension());
    double[] x = new double[grid.dimension()];
    SampleGrid sampled = new SampleGrid(grid, samples);
    for (int i = 0; i < sampled.size(); i++) {
      double value = image.value(sampled.voxel(i, x));
      grid.voxelToWorld(x, x);
      if (mask.isEmpty() || mask.get().contains(x)) {
        sum.add(threshold.isPresent() ? value >= threshold.get() ? 1 : 0 : value, x);
      }
    }
    return sum.mean();
  }

  /** A weighted sum of points. */
  private static final class Sum {
    private final double[] weighted;
    private double mass;

    Sum(int dim) {
      weighted = new double[dim];
    }

    void add(double weight, double[] x) {
      mass += weight;
      for (int d = 0; d < x.length; d++) {
        weighted[d] += weight * x[d];
      }
    }

    double[] mean() {
      if (mass == 0 || Double.isNaN(mass)) {
        throw new RegistrationException(
            "automatic transform initialization: the image's values sum up to "
                + mass
                + ", so it has no center of gravity; use the method GeometricalCenter");
      }
      double[] mean = weighted.clone();
      for (int d = 0; d < mean.length; d++) {
        mean[d] /= mass;
      }
      return mean;
    }
  }
}
