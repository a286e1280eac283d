package org.jelastix.transforms.bspline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jelastix.api.image.ImageGrid;
import org.junit.jupiter.api.Test;

class GridRefinementTest {

  /**
   * At each new control point the new spline, mirrored at the ends of its grid, has the value of
   * the old one: the definition, point by point.
   */
  @Property(tries = 150)
  void interpolatesTheOldSplineAtTheNewControlPoints(
      @ForAll @IntRange(min = 1, max = 3) int dim,
      @ForAll @IntRange(min = 2, max = 3) int order,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[] direction = direction(random, dim);
    ImageGrid from = grid(random, dim, direction, 1);
    ImageGrid to = grid(random, dim, direction, 0.6);
    double[] old = random.doubles(2L * from.voxelCount(), -1, 1).toArray(); // two coordinates
    double[] refined = new GridRefinement(from, to, order).apply(old);
    assertEquals(2 * to.voxelCount(), refined.length);
    double side = order == 3 ? 1.0 / 6 : 1.0 / 8;
    double[] expected = new double[refined.length];
    double[] actual = new double[refined.length];
    double[] x = new double[dim];
    for (int plane = 0; plane < 2; plane++) {
      for (int v = 0; v < to.voxelCount(); v++) {
        int rest = v;
        for (int d = 0; d < dim; d++) {
          x[d] = rest % to.size(d);
          rest /= to.size(d);
        }
        int at = plane * to.voxelCount() + v;
        actual[at] = neighbours(refined, plane, to, x.clone(), side);
        to.voxelToWorld(x, x);
        from.worldToVoxel(x, x);
        expected[at] = cubic(old, plane, from, x);
      }
    }
    assertArrayEquals(expected, actual, 1e-7);
  }

  private static double[] direction(Random random, int dim) {
    double angle = random.nextInt(3) == 0 ? 0 : random.nextDouble();
    double[] direction = new double[dim * dim];
    for (int d = 0; d < dim; d++) {
      direction[d * dim + d] = 1;
    }
    if (dim > 1) {
      direction[0] = Math.cos(angle);
      direction[1] = -Math.sin(angle);
      direction[dim] = Math.sin(angle);
      direction[dim + 1] = Math.cos(angle);
    }
    return direction;
  }

  private static ImageGrid grid(Random random, int dim, double[] direction, double scale) {
    int[] size = new int[dim];
    double[] spacing = new double[dim];
    double[] origin = new double[dim];
    for (int d = 0; d < dim; d++) {
      size[d] = random.nextInt(6) == 0 ? 1 : 2 + random.nextInt(dim == 1 ? 40 : 9);
      spacing[d] = scale * (1 + random.nextDouble());
      origin[d] = random.nextDouble() - 0.5;
    }
    return new ImageGrid(size, spacing, origin, direction);
  }

  /** The spline of order 3 by its definition; 0 outside of the grid. */
  private static double cubic(double[] c, int plane, ImageGrid grid, double[] x) {
    double sum = 0;
    int dim = x.length;
    for (int d = 0; d < dim; d++) {
      if (!(x[d] >= -0.5 && x[d] < grid.size(d) - 0.5)) {
        return 0;
      }
    }
    for (int tap = 0; tap < Math.pow(4, dim); tap++) {
      double weight = 1;
      int at = plane * grid.voxelCount();
      int stride = 1;
      int rest = tap;
      for (int d = 0; d < dim; d++) {
        int index = (int) Math.floor(x[d]) - 1 + rest % 4;
        weight *= beta(Math.abs(x[d] - index));
        at += mirrored(index, grid.size(d)) * stride;
        stride *= grid.size(d);
        rest /= 4;
      }
      sum += weight * c[at];
    }
    return sum;
  }

  private static double beta(double t) {
    return t < 1 ? 2.0 / 3 - t * t + t * t * t / 2 : t < 2 ? Math.pow(2 - t, 3) / 6 : 0;
  }

  /** A spline at one of its control points. */
  private static double neighbours(
      double[] c, int plane, ImageGrid grid, double[] voxel, double side) {
    double sum = 0;
    int dim = voxel.length;
    for (int tap = 0; tap < Math.pow(3, dim); tap++) {
      double weight = 1;
      int at = plane * grid.voxelCount();
      int stride = 1;
      int rest = tap;
      for (int d = 0; d < dim; d++) {
        int step = rest % 3 - 1;
        weight *= grid.size(d) == 1 ? step == 0 ? 1 : 0 : step == 0 ? 1 - 2 * side : side;
        at += mirrored((int) voxel[d] + step, grid.size(d)) * stride;
        stride *= grid.size(d);
        rest /= 3;
      }
      sum += weight * c[at];
    }
    return sum;
  }

  private static int mirrored(int index, int size) {
    int i = index;
    while (size > 1 && (i < 0 || i >= size)) {
      i = i < 0 ? -i : 2 * (size - 1) - i;
    }
    return size == 1 ? 0 : i;
  }

  @Test
  void turnedGridsAreRefused() {
    ImageGrid from = ImageGrid.ofSize(4, 4);
    ImageGrid to =
        new ImageGrid(from.size(), from.spacing(), from.origin(), new double[] {0, 1, -1, 0});
    assertThrows(IllegalArgumentException.class, () -> new GridRefinement(from, to, 3));
  }
}
