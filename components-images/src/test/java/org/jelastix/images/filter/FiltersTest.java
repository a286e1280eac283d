package org.jelastix.images.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.images.Fixtures;
import org.junit.jupiter.api.Test;

class FiltersTest {

  @Test
  void recursiveGaussianHasTheShapeOfAGaussian() {
    for (double sigma : new double[] {1, 2, 4, 8}) {
      int n = 129;
      float[] line = new float[n];
      line[64] = 1;
      new RecursiveGaussian(sigma).smooth(line, line, new int[] {n}, 0, Parallel.sequential());
      double sum = 0;
      double moment = 0;
      for (int i = 0; i < n; i++) {
        double x = i - 64;
        sum += line[i];
        moment += x * x * line[i];
        double gauss = Math.exp(-x * x / (2 * sigma * sigma)) / (sigma * Math.sqrt(2 * Math.PI));
        assertEquals(gauss, line[i], 2e-2 / sigma);
      }
      assertEquals(1, sum, 1e-5);
      assertEquals(sigma, Math.sqrt(moment), 0.05 * sigma);
    }
  }

  @Test
  void recursiveGaussianTakesLinesOfAnyLength() {
    for (int n = 1; n < 6; n++) {
      float[] line = new float[n];
      java.util.Arrays.fill(line, 7);
      new RecursiveGaussian(1.5).smooth(line, line, new int[] {n, 1}, 0, Parallel.sequential());
      for (float v : line) {
        assertEquals(7, v, 1e-5f);
      }
    }
  }

  @Test
  void recursiveGaussianTreatsEveryLineAsIfItWereAlone() {
    for (int[] size :
        new int[][] {{70, 67, 3}, {5, 130, 2}, {1, 2, 200}, {64, 1, 65}, {3, 150}, {2, 3, 4, 70}}) {
      ImageGrid grid = ImageGrid.ofSize(size);
      float[] data = Fixtures.noise(grid, 4).floats();
      float[] before = data.clone();
      RecursiveGaussian gaussian = new RecursiveGaussian(1.3);
      int stride = 1;
      for (int axis = 0; axis < size.length; stride *= size[axis], axis++) {
        float[] out = new float[data.length];
        gaussian.smooth(data, out, size, axis, Fixtures.threads(2));
        assertArrayEquals(before, data);
        float[] inPlace = data.clone();
        gaussian.smooth(inPlace, inPlace, size, axis, Parallel.sequential());
        assertArrayEquals(out, inPlace);
        int length = size[axis];
        for (int line = 0; line < data.length / length; line++) {
          int start = line / stride * (stride * length) + line % stride;
          float[] one = new float[length];
          for (int i = 0; i < length; i++) {
            one[i] = data[start + i * stride];
          }
          gaussian.smooth(one, one, new int[] {length}, 0, Parallel.sequential());
          for (int i = 0; i < length; i++) {
            assertEquals(one[i], out[start + i * stride]);
          }
        }
      }
    }
  }

  @Test
  void gaussianKernelsAreSymmetricAndSumToOne() {
    for (double variance : new double[] {0, 0.25, 1, 2.25, 4, 16, 64, 1000}) {
      double[] kernel = GaussianKernel.of(variance, 0.1, 32);
      double sum = 0;
      for (int i = 0; i < kernel.length; i++) {
        assertEquals(kernel[i], kernel[kernel.length - 1 - i]);
        sum += kernel[i];
      }
      assertEquals(1, sum, 1e-12);
      assertTrue(kernel.length <= 67);
    }
    double[] precise = GaussianKernel.of(2, 1e-9, 64);
    double moment = 0;
    for (int i = 0; i < precise.length; i++) {
      double x = i - precise.length / 2;
      moment += x * x * precise[i];
    }
    assertEquals(2, moment, 1e-5);
  }

  @Test
  void decimationIsConvolutionFollowedByPicking() {
    ImageGrid grid = ImageGrid.ofSize(13, 11, 7);
    float[] data = Fixtures.noise(grid, 2).floats();
    double[] kernel = {0.2, 0.5, 0.3};
    Decimation[] axes = {
      new Decimation(kernel, -1, 2, 7), Decimation.pick(1, 3, 4), new Decimation(kernel, 4, 1, 4)
    };
    float[] out = Decimation.apply(data, grid.size(), axes, Fixtures.threads(2));
    assertArrayEquals(out, Decimation.apply(data, grid.size(), axes, Parallel.sequential()));
    for (int z = 0; z < 4; z++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 7; x++) {
          double sum = 0;
          for (int c = 0; c < 3; c++) {
            for (int a = 0; a < 3; a++) {
              int inX = Math.max(0, Math.min(12, 2 * x - 1 + a));
              int inZ = Math.min(6, 4 + z + c);
              sum += kernel[a] * kernel[c] * data[(inZ * 11 + 1 + 3 * y) * 13 + inX];
            }
          }
          assertEquals(sum, out[(z * 4 + y) * 7 + x], 1e-4);
        }
      }
    }
  }
}
