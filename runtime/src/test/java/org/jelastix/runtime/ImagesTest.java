package org.jelastix.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.jelastix.api.InputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
  private static final Images IMAGES = Images.standard();

  @TempDir private Path folder;

  private Path write(ImageGrid grid) {
    Path file = folder.resolve("image.mha");
    IMAGES.write(Image.of(grid, new float[grid.voxelCount()]), file, false);
    return file;
  }

  @Test
  void surplusAxesOfOneVoxelAreLostWithAllDirections() {
    ImageGrid grid =
        new ImageGrid(
            new int[] {3, 2, 1},
            new double[] {1, 2, 5},
            new double[] {7, 8, 9},
            new double[] {0, 1, 0, -1, 0, 0, 0, 0, 1});
    Path file = write(grid);
    assertEquals(grid, IMAGES.read(file, 3).grid());
    assertEquals(
        new ImageGrid(
            new int[] {3, 2}, new double[] {1, 2}, new double[] {7, 8}, new double[] {1, 0, 0, 1}),
        IMAGES.read(file, 2).grid());
  }

  @Test
  void surplusAxesOfSeveralVoxelsAreRefused() {
    Path file = write(ImageGrid.ofSize(3, 2, 2));
    InputException e = assertThrows(InputException.class, () -> IMAGES.read(file, 2));
    assertEquals(
        file + ": an image of 3 dimensions, size [3, 2, 2], where 2 are expected", e.getMessage());
  }

  @Test
  void missingAxesAreOneVoxelLong() {
    double[] direction = {0, 1, -1, 0};
    Path file =
        write(new ImageGrid(new int[] {3, 2}, new double[] {1, 2}, new double[] {7, 8}, direction));
    ImageGrid grid = IMAGES.read(file, 3).grid();
    assertArrayEquals(new int[] {3, 2, 1}, grid.size());
    assertArrayEquals(new double[] {1, 2, 1}, grid.spacing());
    assertArrayEquals(new double[] {7, 8, 0}, grid.origin());
    assertArrayEquals(new double[] {0, 1, 0, -1, 0, 0, 0, 0, 1}, grid.direction());
  }
}
