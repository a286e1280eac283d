package org.jelastix.api.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageGridTest {

  @Test
  void worldAndVoxelAreInverseForRandomObliqueGrids() {
    Random random = new Random(11);
    for (int trial = 0; trial < 200; trial++) {
      int dim = 1 + random.nextInt(5);
      int[] size = new int[dim];
      double[] spacing = new double[dim];
      double[] origin = new double[dim];
      double[] direction = new double[dim * dim];
      double[] voxel = new double[dim];
      for (int d = 0; d < dim; d++) {
        size[d] = 1 + random.nextInt(9);
        spacing[d] = 0.1 + 5 * random.nextDouble();
        origin[d] = 400 * random.nextDouble() - 200;
        voxel[d] = 20 * random.nextDouble() - 5;
        for (int c = 0; c < dim; c++) {
          direction[d * dim + c] = random.nextGaussian() + (c == d ? 4 : 0);
        }
      }
      ImageGrid grid = new ImageGrid(size, spacing, origin, direction);
      double[] world = new double[dim];
      double[] back = new double[dim];
      grid.voxelToWorld(voxel, world);
      grid.worldToVoxel(world, back);
      assertArrayEquals(voxel, back, 1e-9);
    }
  }

  @Test
  void directionColumnsAreTheAxesAndPermutationsAreInverted() {
    ImageGrid grid =
        new ImageGrid(
            new int[] {4, 5, 6},
            new double[] {2, 3, 4},
            new double[] {10, 20, 30},
            new double[] {0, 0, 1, 1, 0, 0, 0, 1, 0});
    double[] p = {1, 0, 0};
    grid.voxelToWorld(p, p);
    assertArrayEquals(new double[] {10, 22, 30}, p);
    grid.worldToVoxel(p, p);
    assertArrayEquals(new double[] {1, 0, 0}, p, 1e-12);
    assertFalse(grid.isAxisAligned());
    assertTrue(ImageGrid.ofSize(3, 3).isAxisAligned());
  }

  @Test
  void startIndexMovesTheFirstVoxelOnly() {
    ImageGrid grid =
        new ImageGrid(
            new int[] {4, 4},
            new int[] {2, -1},
            new double[] {2, 3},
            new double[] {1, 1},
            new double[] {1, 0, 0, 1});
    assertArrayEquals(new double[] {5, -2}, grid.firstVoxel());
    assertArrayEquals(new double[] {1, 1}, grid.origin());
  }

  @Test
  void refusesWhatIsNoGrid() {
    double[] one = {1, 1};
    double[] zero = {0, 0};
    double[] identity = {1, 0, 0, 1};
    int[] size = {2, 2};
    assertMessage("size", () -> new ImageGrid(new int[] {0, 2}, one, zero, identity));
    assertMessage("spacing", () -> new ImageGrid(size, new double[] {1, 0}, zero, identity));
    assertMessage("spacing", () -> new ImageGrid(size, new double[] {1, -1}, zero, identity));
    assertMessage("origin", () -> new ImageGrid(size, one, new double[] {0, Double.NaN}, identity));
    assertMessage("direction", () -> new ImageGrid(size, one, zero, new double[] {1, 1, 1, 1}));
    assertMessage("2^31", () -> new ImageGrid(new int[] {65536, 65536}, one, zero, identity));
    assertMessage("needs", () -> new ImageGrid(size, one, new double[3], identity));
  }

  @Test
  void centerIsTheMiddleOfTheVoxelCentres() {
    assertArrayEquals(new double[] {1, 1.5}, ImageGrid.ofSize(3, 4).center());
  }

  private static void assertMessage(String part, org.junit.jupiter.api.function.Executable code) {
    String message = assertThrows(IllegalArgumentException.class, code).getMessage();
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void slicesLieWhereTheyDoInTheWholeGrid() {
    ImageGrid grid =
        new ImageGrid(
            new int[] {4, 5, 6},
            new int[] {1, -2, 3},
            new double[] {0.5, 2, 3},
            new double[] {7, 8, 9},
            new double[] {0.8, -0.6, 0, 0.6, 0.8, 0, 0, 0, -1});
    ImageGrid slices = grid.slices(2, 3);
    assertArrayEquals(new int[] {4, 5, 3}, slices.size());
    double[] part = {1, 2, 1};
    double[] whole = {1, 2, 3};
    slices.voxelToWorld(part, part);
    grid.voxelToWorld(whole, whole);
    assertArrayEquals(whole, part, 1e-12);
    assertEquals(grid, grid.slices(0, 6));
    assertThrows(IndexOutOfBoundsException.class, () -> grid.slices(4, 3));
  }
}
