package org.jelastix.transforms.common;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jelastix.api.image.ImageGrid;
import org.junit.jupiter.api.Test;

class SampleGridTest {

  @Test
  void takesAllVoxelsOfSmallImages() {
    SampleGrid samples = new SampleGrid(ImageGrid.ofSize(3, 4), 10000);
    assertEquals(12, samples.size());
    double[] voxel = new double[2];
    assertEquals(7, samples.voxel(7, voxel));
    assertArrayEquals(new double[] {1, 2}, voxel);
  }

  @Test
  void centresTheSamplesInTheImage() {
    // 65536 voxels over 10000: distance 2.56, rounded to 3: 86 a side, 1 + 85 · 3 = 256
    SampleGrid samples = new SampleGrid(ImageGrid.ofSize(256, 256), 10000);
    assertEquals(86 * 86, samples.size());
    // 100 voxels, 11 wanted: distance 3, 4 samples a side cover 10 of 10
    SampleGrid odd = new SampleGrid(ImageGrid.ofSize(12, 10), 11);
    double[] voxel = new double[2];
    assertEquals(4 * 4, odd.size());
    odd.voxel(0, voxel);
    assertArrayEquals(new double[] {1, 0}, voxel);
    odd.voxel(15, voxel);
    assertArrayEquals(new double[] {10, 9}, voxel);
  }
}
