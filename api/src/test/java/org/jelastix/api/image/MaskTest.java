package org.jelastix.api.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MaskTest {

  @Test
  void theNearestVoxelDecidesAndHalvesGoUp() {
    Mask mask =
        new Mask(
            new ImageGrid(
                new int[] {3, 1},
                new double[] {2, 1},
                new double[] {10, 0},
                new double[] {1, 0, 0, 1}),
            new byte[] {0, 1, 0});
    assertFalse(mask.contains(10.9, 0));
    assertTrue(mask.contains(11, 0));
    assertTrue(mask.contains(12.9, 0));
    assertFalse(mask.contains(13, 0));
    assertFalse(mask.contains(12, 0.6));
    assertFalse(mask.contains(Double.NaN, 0));
    assertEquals(1, mask.voxelsInside());
  }

  @Test
  void outsideTheGridIsOutside() {
    Mask mask = new Mask(ImageGrid.ofSize(1, 1), new byte[] {1});
    assertTrue(mask.contains(-0.5, 0));
    assertFalse(mask.contains(-0.51, 0));
    assertFalse(mask.contains(0.5, 0));
    assertFalse(mask.contains(1e300, 0));
  }

  @Test
  void nanPixelsAreOutsideAndVectorsRefused() {
    ImageGrid grid = ImageGrid.ofSize(2, 1);
    Mask mask = Mask.of(Image.of(grid, new float[] {Float.NaN, -3}));
    assertEquals(1, mask.voxelsInside());
    assertThrows(
        IllegalArgumentException.class,
        () -> Mask.of(Image.ofVectors(grid, 2, new float[] {1, 1, 1, 1})));
  }
}
