package org.jelastix.benchmarks.kernels;

import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.random.RandomStream;
import org.jelastix.transforms.bspline.BSplineTransform;

/** Images, transforms and samples for benchmarks of kernels, the same in every run. */
final class Scene {
  private static final double GRID_SPACING = 10;

  /** How far a control point moves at most, mm. */
  private static final double DISPLACEMENT = 3;

  private Scene() {}

  /** A smooth image with noise, in single precision. */
  static Image image(int... size) {
    ImageGrid grid = ImageGrid.ofSize(size);
    RandomStream random = new RandomStream(7);
    float[] values = new float[grid.voxelCount()];
    for (int i = 0; i < values.length; i++) {
      int rest = i;
      double wave = 1;
      for (int s : size) {
        wave *= Math.sin(0.05 * (rest % s) + 0.3);
        rest /= s;
      }
      values[i] = (float) (500 * (1 + wave) + 20 * random.nextHalfOpen());
    }
    return Image.of(grid, values);
  }

  /** A cubic B-spline with control points every 10 mm over an image and a border around it. */
  static BSplineTransform spline(int... size) {
    int dim = size.length;
    int[] points = new int[dim];
    double[] spacing = new double[dim];
    double[] origin = new double[dim];
    double[] direction = new double[dim * dim];
    int count = dim;
    for (int d = 0; d < dim; d++) {
      points[d] = (int) Math.ceil((size[d] - 1) / GRID_SPACING) + 4;
      spacing[d] = GRID_SPACING;
      origin[d] = -1.5 * GRID_SPACING;
      direction[d * dim + d] = 1;
      count *= points[d];
    }
    RandomStream random = new RandomStream(11);
    double[] parameters = new double[count];
    for (int i = 0; i < count; i++) {
      parameters[i] = random.nextUniform(-DISPLACEMENT, DISPLACEMENT);
    }
    return new BSplineTransform(
        "BSplineTransform",
        new ImageGrid(points, spacing, origin, direction),
        3,
        false,
        parameters);
  }

  /** Random positions inside an image, with random values up to 1000. */
  static ImageSamples samples(int n, int... size) {
    RandomStream random = new RandomStream(13);
    double[][] points = new double[size.length][n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < size.length; d++) {
        points[d][i] = random.nextUniform(2, size[d] - 3.0);
      }
      values[i] = random.nextUniform(0, 1000);
    }
    return new ImageSamples(points, values);
  }

  /** The samples in batches of the usual size. */
  static PointBatch[] batches(ImageSamples samples) {
    PointBatch[] batches = new PointBatch[samples.size() / PointBatch.CAPACITY];
    for (int b = 0; b < batches.length; b++) {
      batches[b] = new PointBatch(samples.dimension());
      samples.copyPoints(b * PointBatch.CAPACITY, batches[b]);
    }
    return batches;
  }
}
