package org.jelastix.api.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridBoxesTest {

  @ParameterizedTest
  @CsvSource({
    "1000, 37, 1, 1",
    "1000, 37, 29, 1",
    "1000, 37, 29, 23",
    "1, 5, 4, 3",
    "64, 1, 200, 9",
    "64, 300, 2, 1",
    "1000000, 5, 4, 3"
  })
  void eachVoxelIsInOneBoxAtItsPlace(int voxels, int width, int height, int depth) {
    int[] size = {width, height, depth};
    double[] rotated = {0.8, -0.6, 0, 0.6, 0.8, 0, 0, 0, 1};
    ImageGrid grid =
        new ImageGrid(size, new double[] {1.5, 0.5, 2}, new double[] {3, -7, 11}, rotated);
    GridBoxes boxes = new GridBoxes(grid, voxels);
    int[] seen = new int[grid.voxelCount()];
    for (int b = 0; b < boxes.count(); b++) {
      GridBoxes.Box box = boxes.box(b);
      assertTrue(box.voxelCount() <= boxes.capacity());
      PointBatch points = new PointBatch(3, boxes.capacity());
      points.fillLattice(box.start(), boxes.steps(), box.size());
      assertEquals(box.voxelCount(), points.size());
      int n = box.size()[0];
      for (int i = 0; i < points.size(); i++) {
        int voxel = box.voxelOfRow(i / n) + i % n;
        seen[voxel]++;
        int x = voxel % width;
        int y = voxel / width % height;
        int z = voxel / width / height;
        double[] world = {x, y, z};
        grid.voxelToWorld(world, world);
        double[] actual = {points.axis(0)[i], points.axis(1)[i], points.axis(2)[i]};
        assertArrayEquals(world, actual, 1e-9);
      }
    }
    int[] once = new int[seen.length];
    Arrays.fill(once, 1);
    assertArrayEquals(once, seen);
    assertTrue(boxes.capacity() <= 2L * voxels + 8, boxes.capacity() + " voxels in a box");
  }
}
