package org.jelastix.runtime.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parallel.Parallel;

class MaskErosionTest {
  @Property(tries = 60)
  void keepsVoxelsWhoseBoxLiesInTheMask(
      @ForAll @IntRange(min = 1, max = 3) int dimension,
      @ForAll @IntRange(min = 1, max = 4) int factor,
      @ForAll boolean moving,
      @ForAll long seed) {
    Random random = new Random(seed);
    int[] size = new int[dimension];
    double[] schedule = new double[dimension];
    for (int d = 0; d < dimension; d++) {
      size[d] = 3 + random.nextInt(dimension == 3 ? 9 : 17);
      schedule[d] = d == 0 ? factor : 1;
    }
    ImageGrid grid = ImageGrid.ofSize(size);
    byte[] inside = new byte[grid.voxelCount()];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = (byte) (random.nextInt(40) == 0 ? 0 : 1);
    }
    Mask eroded =
        MaskErosion.erode(new Mask(grid, inside), schedule, moving, Parallel.sequential());
    for (int i = 0; i < inside.length; i++) {
      assertEquals(
          boxIsInside(inside, grid, i, schedule, moving), eroded.containsVoxel(i), "voxel " + i);
    }
  }

  private static boolean boxIsInside(
      byte[] inside, ImageGrid grid, int voxel, double[] schedule, boolean moving) {
    for (int other = 0; other < inside.length; other++) {
      if (inside[other] == 0 && near(grid, voxel, other, schedule, moving)) {
        return false;
      }
    }
    return true;
  }

  private static boolean near(ImageGrid grid, int a, int b, double[] schedule, boolean moving) {
    int restA = a;
    int restB = b;
    for (int d = 0; d < grid.dimension(); d++) {
      int distance = Math.abs(restA % grid.size(d) - restB % grid.size(d));
      if (distance > (moving ? 2 : 1) * schedule[d] + 1) {
        return false;
      }
      restA /= grid.size(d);
      restB /= grid.size(d);
    }
    return true;
  }
}
