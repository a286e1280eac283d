package org.jelastix.images;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.junit.jupiter.api.Assumptions;

/** Images, grids and threads for the tests of this module. */
public final class Fixtures {
  private Fixtures() {}

  /** A grid with uneven spacing, an origin and an oblique (orthonormal) direction. */
  public static ImageGrid obliqueGrid(int... size) {
    int dim = size.length;
    double[] spacing = new double[dim];
    double[] origin = new double[dim];
    double[] direction = new double[dim * dim];
    for (int d = 0; d < dim; d++) {
      spacing[d] = 0.7 + 0.45 * d;
      origin[d] = 10.5 - 20 * d;
      direction[d * dim + d] = 1;
    }
    for (int d = 0; d + 1 < dim; d++) {
      rotate(direction, dim, d, d + 1, 0.3 + 0.2 * d);
    }
    return new ImageGrid(size, spacing, origin, direction);
  }

  private static void rotate(double[] m, int dim, int a, int b, double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    for (int r = 0; r < dim; r++) {
      double u = m[r * dim + a];
      double v = m[r * dim + b];
      m[r * dim + a] = cos * u + sin * v;
      m[r * dim + b] = -sin * u + cos * v;
    }
  }

  /** An image of single precision with uniform noise of 0 to 100. */
  public static Image noise(ImageGrid grid, int seed) {
    Random random = new Random(seed);
    float[] values = new float[grid.voxelCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 100 * random.nextFloat();
    }
    return Image.of(grid, values);
  }

  /** The same values in double precision. */
  public static Image doubled(Image image) {
    return Image.of(image.grid(), image.doubles());
  }

  /** An image of double precision made of a function of the voxel index. */
  public static Image ofFunction(ImageGrid grid, ToDoubleFunction<int[]> function) {
    double[] values = new double[grid.voxelCount()];
    int[] index = new int[grid.dimension()];
    for (int i = 0; i < values.length; i++) {
      values[i] = function.applyAsDouble(index);
      for (int d = 0; d < index.length; d++) {
        if (++index[d] < grid.size(d)) {
          break;
        }
        index[d] = 0;
      }
    }
    return Image.of(grid, values);
  }

  /** Random points in the box of a grid, voxel coordinates from -0.5 to size-0.5. */
  public static PointBatch pointsIn(ImageGrid grid, int n, int seed) {
    Random random = new Random(seed);
    PointBatch batch = new PointBatch(grid.dimension(), n);
    batch.resize(n);
    double[] p = new double[grid.dimension()];
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < p.length; d++) {
        p[d] = -0.4999 + random.nextDouble() * (grid.size(d) - 0.0002);
      }
      grid.voxelToWorld(p, p);
      for (int d = 0; d < p.length; d++) {
        batch.axis(d)[i] = p[d];
      }
    }
    return batch;
  }

  /** A batch of one point at voxel coordinates. */
  public static PointBatch atVoxel(ImageGrid grid, double... voxel) {
    PointBatch batch = new PointBatch(voxel.length, 1);
    batch.resize(1);
    double[] world = new double[voxel.length];
    grid.voxelToWorld(voxel, world);
    for (int d = 0; d < voxel.length; d++) {
      batch.axis(d)[0] = world[d];
    }
    return batch;
  }

  /** Runs tasks on some threads, in no particular order. */
  public static Parallel threads(int count) {
    return (tasks, task) -> {
      ExecutorService pool = Executors.newFixedThreadPool(count);
      for (int i = tasks - 1; i >= 0; i--) {
        int number = i;
        pool.execute(() -> task.accept(number));
      }
      pool.shutdown();
      try {
        if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
          throw new IllegalStateException("tasks did not end");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  /** A file of the shared test data; skips the test if it is not there. */
  public static Path shared(String name) {
    Path dir = Path.of("").toAbsolutePath();
    while (dir != null && !Files.isDirectory(dir.resolve(".ci"))) {
      dir = dir.getParent();
    }
    Path file = dir == null ? null : dir.resolveSibling("shared").resolve(name);
    Assumptions.assumeTrue(
        file != null && Files.exists(file), "SKIPPED: ../shared/" + name + " is not there");
    return file;
  }
}
