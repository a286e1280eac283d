package org.jelastix.runtime.recovery;

import java.util.Random;
import java.util.function.UnaryOperator;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;

/** A function of space: a dozen Gaussian blobs around the origin, none at the border. */
final class Pattern {
  private static final int BLOBS = 12;
  private static final double REACH = 14;

  private final int dimension;
  private final double[][] centers = new double[BLOBS][];
  private final double[] widths = new double[BLOBS];
  private final double[] heights = new double[BLOBS];

  /**
   * @param dimension of space
   * @param seed of its own blobs
   */
  Pattern(int dimension, long seed) {
    this.dimension = dimension;
    Random random = new Random(seed);
    for (int b = 0; b < BLOBS; b++) {
      centers[b] = random.doubles(dimension, -0.6 * REACH, 0.6 * REACH).toArray();
      widths[b] = 2.5 + 2 * random.nextDouble();
      heights[b] = 40 + 80 * random.nextDouble();
    }
  }

  /** The value at the first coordinates of a point. */
  double at(double[] x) {
    double sum = 0;
    for (int b = 0; b < BLOBS; b++) {
      double squared = 0;
      for (int d = 0; d < dimension; d++) {
        squared += (x[d] - centers[b][d]) * (x[d] - centers[b][d]);
      }
      sum += heights[b] * Math.exp(-squared / (2 * widths[b] * widths[b]));
    }
    return sum;
  }

  /**
   * The image of x ↦ pattern(map(x)).
   *
   * @param grid of the image
   * @param map of space; of more dimensions than the pattern for stacks
   */
  Image image(ImageGrid grid, UnaryOperator<double[]> map) {
    float[] values = new float[grid.voxelCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) at(map.apply(position(grid, i)));
    }
    return Image.of(grid, values);
  }

  /** Where a voxel lies, in mm. */
  static double[] position(ImageGrid grid, int voxel) {
    double[] p = new double[grid.dimension()];
    int rest = voxel;
    for (int d = 0; d < p.length; d++) {
      p[d] = rest % grid.size(d);
      rest /= grid.size(d);
    }
    grid.voxelToWorld(p, p);
    return p;
  }

  /** A grid around the origin that the pattern fits into. */
  static ImageGrid grid(int dimension) {
    int[] size = dimension == 2 ? new int[] {44, 40} : new int[] {22, 20, 18};
    double[] spacing = dimension == 2 ? new double[] {0.9, 1.1} : new double[] {1.8, 2, 2.2};
    return centred(size, spacing);
  }

  /** Slices of the plane, one a time. */
  static ImageGrid stack(int slices) {
    ImageGrid centred = centred(new int[] {44, 40, slices}, new double[] {0.9, 1.1, 1});
    double[] origin = centred.origin();
    origin[2] = 0;
    return new ImageGrid(centred.size(), centred.spacing(), origin, centred.direction());
  }

  private static ImageGrid centred(int[] size, double[] spacing) {
    double[] origin = new double[size.length];
    for (int d = 0; d < size.length; d++) {
      origin[d] = -0.5 * (size[d] - 1) * spacing[d];
    }
    return new ImageGrid(size, spacing, origin, ImageGrid.ofSize(size).direction());
  }

  /**
   * The mean distance of where two maps take the voxels near the pattern.
   *
   * @param grid whose voxels
   * @param found one map
   * @param truth the other
   */
  double distance(ImageGrid grid, UnaryOperator<double[]> found, UnaryOperator<double[]> truth) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < grid.voxelCount(); i++) {
      double[] x = position(grid, i);
      double radius = 0;
      for (int d = 0; d < dimension; d++) {
        radius += x[d] * x[d];
      }
      if (radius > 0.25 * REACH * REACH) {
        continue;
      }
      double[] a = found.apply(x);
      double[] b = truth.apply(x);
      double squared = 0;
      for (int d = 0; d < dimension; d++) {
        squared += (a[d] - b[d]) * (a[d] - b[d]);
      }
      sum += Math.sqrt(squared);
      count++;
    }
    return sum / count;
  }
}
