package org.jelastix.conformance.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.image.PointSet;
import org.junit.jupiter.api.Test;

final class HeadPhantomTest {
  private static final ImageGrid GRID = ExampleImages.grid2d();
  private static final Warp REST = Warp.identity(2);

  @Test
  void hasEveryTissueIn2dAnd3d() {
    for (ImageGrid grid : new ImageGrid[] {GRID, ExampleImages.grid3d()}) {
      HeadPhantom head = HeadPhantom.fitting(grid, 1);
      Image labels = head.labels(grid, Warp.identity(grid.dimension()));
      int[] counts = new int[Tissue.values().length];
      for (int i = 0; i < labels.length(); i++) {
        counts[(int) labels.value(i)]++;
      }
      for (Tissue tissue : Tissue.values()) {
        double share = (double) counts[tissue.label()] / labels.length();
        assertTrue(share > 0.002, tissue + " fills only " + share);
      }
    }
  }

  @Test
  void sameSeedSameImage() {
    HeadPhantom head = HeadPhantom.fitting(GRID, 1);
    Image once = head.image(GRID, Contrast.T2, ExampleImages.warp2d(), 4);
    Image again = HeadPhantom.fitting(GRID, 1).image(GRID, Contrast.T2, ExampleImages.warp2d(), 4);
    assertArrayEquals(once.floats(), again.floats());
    Image other = head.image(GRID, Contrast.T2, ExampleImages.warp2d(), 5);
    assertTrue(differences(once, other) > once.length() / 2);
    Image otherHead = HeadPhantom.fitting(GRID, 2).labels(GRID, REST);
    assertTrue(differences(head.labels(GRID, REST), otherHead) > 500);
  }

  @Test
  void movingImageShowsAtTheWarpedPointWhatTheFixedOneShows() {
    HeadPhantom head = HeadPhantom.fitting(GRID, 1);
    Warp warp = ExampleImages.warp2d();
    Image moving = head.labels(GRID, warp);
    PointSet marks = head.landmarks(400, 9);
    PointSet mapped = warp.forward(marks);
    int same = 0;
    for (int i = 0; i < marks.size(); i++) {
      double[] p = {mapped.get(i, 0), mapped.get(i, 1)};
      Tissue here = head.tissueAt(marks.get(i, 0), marks.get(i, 1));
      GRID.worldToVoxel(p, p);
      int voxel = (int) Math.rint(p[0]) + GRID.size(0) * (int) Math.rint(p[1]);
      same += moving.value(voxel) == here.label() ? 1 : 0;
    }
    assertTrue(same > 330, "only " + same + " of 400, more than rounding to voxels explains");
  }

  @Test
  void intensitiesFollowTheContrast() {
    HeadPhantom head = HeadPhantom.fitting(GRID, 1);
    Image clean = head.image(GRID, Contrast.T1.clean(), REST, 0);
    Image labels = head.labels(GRID, REST);
    int pure = 0;
    for (int i = 0; i < clean.length(); i++) {
      pure += clean.value(i) == Contrast.T1.intensities()[(int) labels.value(i)] ? 1 : 0;
    }
    assertTrue(pure > 0.75 * clean.length() && pure < clean.length(), pure + " pure voxels");
    Image ct = head.image(GRID, Contrast.CT, REST, 3);
    assertEquals(PixelType.SHORT, ct.storedType());
    for (int i = 0; i < ct.length(); i++) {
      assertEquals(Math.rint(ct.value(i)), ct.value(i));
    }
  }

  @Test
  void worksOnObliqueAnisotropicGrids() {
    double c = Math.cos(0.4);
    double s = Math.sin(0.4);
    ImageGrid oblique =
        new ImageGrid(
            new int[] {31, 40, 17},
            new double[] {6.1, 5, 11},
            new double[] {50, -80, 10},
            new double[] {c, -s, 0, s, c, 0, 0, 0, -1});
    HeadPhantom head = HeadPhantom.fitting(oblique, 3);
    assertEquals(Tissue.BACKGROUND, head.tissueAt(oblique.firstVoxel()));
    Image mask = head.brainMask(oblique, Warp.identity(3));
    double inside = 0;
    for (int i = 0; i < mask.length(); i++) {
      inside += mask.value(i);
    }
    assertTrue(inside / mask.length() > 0.1, "brain fills " + inside / mask.length());
  }

  @Test
  void refusesOtherDimensions() {
    assertThrows(
        IllegalArgumentException.class, () -> HeadPhantom.fitting(ImageGrid.ofSize(4, 4, 4, 4), 1));
    HeadPhantom head = HeadPhantom.fitting(GRID, 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> head.labels(ExampleImages.grid3d(), Warp.identity(3)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Contrast("x", new double[2], 0, false, 0, PixelType.FLOAT));
  }

  @Test
  void seriesMovesByItsKnownWarps() {
    ImageGrid frame =
        new ImageGrid(
            new int[] {40, 48}, new double[] {4, 4}, new double[2], new double[] {1, 0, 0, 1});
    MovingPhantom series = MovingPhantom.of(frame, 5, 6, 1);
    Image image = series.image(Contrast.T1, 7);
    assertArrayEquals(new int[] {40, 48, 5}, image.grid().size());
    Image labels = series.labels();
    Image third = series.head().labels(frame, series.warp(2));
    for (int i = 0; i < third.length(); i++) {
      assertEquals(third.value(i), labels.value(2 * third.length() + i));
    }
    assertTrue(Dice.ofBrain(third, series.head().labels(frame, REST)) < 0.99);
    assertThrows(IllegalArgumentException.class, () -> MovingPhantom.of(frame, 1, 6, 1));
    ImageGrid volume = ImageGrid.ofSize(12, 14, 12);
    assertEquals(4, MovingPhantom.of(volume, 2, 0.5, 1).image(Contrast.CT, 1).grid().dimension());
  }

  @Test
  void diceOfKnownOverlaps() {
    ImageGrid four = ImageGrid.ofSize(4);
    Image a = Image.of(four, new float[] {4, 4, 5, 0});
    Image b = Image.of(four, new float[] {4, 5, 5, 0});
    assertEquals(2.0 / 3, Dice.of(a, b, 4), 1e-15);
    assertEquals(2.0 / 3, Dice.ofBrain(a, b), 1e-15);
    assertTrue(Double.isNaN(Dice.of(a, b, 6)));
  }

  private static int differences(Image a, Image b) {
    int count = 0;
    for (int i = 0; i < a.length(); i++) {
      count += a.value(i) != b.value(i) ? 1 : 0;
    }
    return count;
  }
}
