package org.jelastix.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointSet;
import org.junit.jupiter.api.Test;

/** The expected lines are what transformix 5.0.1 writes. */
final class PointsTableTest {
  private static final ImageGrid GRID = ImageGrid.ofSize(256, 256);

  @Test
  void laysOutPointsAsTransformix() {
    PointSet in = new PointSet(2, new double[] {30.5, 40.25, -5, 300}, false);
    PointSet out =
        new PointSet(2, new double[] {28.962594, 39.810124, -6.296343, 299.592956}, false);
    assertEquals(
        "Point\t0\t; InputIndex = [ 31 40 ]\t; InputPoint = [ 30.500000 40.250000 ]\t;"
            + " OutputIndexFixed = [ 29 40 ]\t; OutputPoint = [ 28.962594 39.810124 ]\t;"
            + " Deformation = [ -1.537406 -0.439876 ]\t; OutputIndexMoving = [ 29 40 ]\n"
            + "Point\t1\t; InputIndex = [ -5 300 ]\t; InputPoint = [ -5.000000 300.000000 ]\t;"
            + " OutputIndexFixed = [ -6 300 ]\t; OutputPoint = [ -6.296343 299.592956 ]\t;"
            + " Deformation = [ -1.296343 -0.407044 ]\t; OutputIndexMoving = [ -6 300 ]\n",
        new PointsTable(GRID, Optional.of(GRID)).format(in, out));
  }

  @Test
  void withoutMovingImageThereIsOneColumnLess() {
    PointSet in = new PointSet(2, new double[] {10, 20}, false);
    PointSet out = new PointSet(2, new double[] {8.443811, 19.579156}, false);
    assertEquals(
        "Point\t0\t; InputIndex = [ 10 20 ]\t; InputPoint = [ 10.000000 20.000000 ]\t;"
            + " OutputIndexFixed = [ 8 20 ]\t; OutputPoint = [ 8.443811 19.579156 ]\t;"
            + " Deformation = [ -1.556189 -0.420844 ]\n",
        new PointsTable(GRID, Optional.empty()).format(in, out));
  }

  @Test
  void indicesAreRoundedAndMovedIntoTheWorld() {
    ImageGrid grid =
        new ImageGrid(
            new int[] {4, 4},
            new int[] {3, 0},
            new double[] {2, 2},
            new double[] {10, 20},
            new double[] {1, 0, 0, 1});
    PointSet indices = new PointSet(2, new double[] {3.5, 1}, true);
    PointSet world = new PointsTable(grid, Optional.empty()).inputInWorld(indices);
    assertEquals(18, world.get(0, 0));
    assertEquals(22, world.get(0, 1));
  }
}
