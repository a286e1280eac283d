package org.jelastix.images.interpolation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parallel.Parallel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplineBlock3DTest {
  private static final int[] SIZE = {19, 14, 11};

  private final SplineCoefficients coefficients = coefficients();

  private static SplineCoefficients coefficients() {
    ImageGrid grid = ImageGrid.ofSize(SIZE);
    Random random = new Random(4);
    float[] values = new float[grid.voxelCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 100 * random.nextFloat();
    }
    return SplineCoefficients.ofFloat(Image.of(grid, values), 3, Parallel.sequential());
  }

  /** Points of a cube that begins at some place; those outside of the image are marked so. */
  private static double[][] cube(double first, double side, int n, boolean[] inside) {
    Random random = new Random(9);
    double[][] voxel = new double[3][n];
    for (int i = 0; i < n; i++) {
      inside[i] = true;
      for (int d = 0; d < 3; d++) {
        double x = first + side * random.nextDouble();
        voxel[d][i] = x;
        inside[i] &= x >= -0.5 && x < SIZE[d] - 0.5;
      }
    }
    return voxel;
  }

  @ParameterizedTest
  @ValueSource(doubles = {-2, -0.5, 3.3, 7.9, 40})
  void agreesWithThePlainSumInsideAndNearEdges(double first) {
    int n = 3000;
    boolean[] inside = new boolean[n];
    double[][] voxel = cube(first, 6, n, inside);
    double[] expected = new double[n];
    double[] actual = new double[n];
    assertTrue(new SplineBlock3D(coefficients).tryValues(voxel, n, inside, actual));
    new SplineFunction(coefficients).values(voxel, n, inside, expected);
    assertArrayEquals(expected, actual, 1e-10);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void wholePositionsAreTheVoxelsThemselves(int shift) {
    int n = 2000;
    boolean[] inside = new boolean[n];
    double[][] voxel = cube(0, 8, n, inside);
    for (double[] axis : voxel) {
      for (int i = 0; i < n; i++) {
        axis[i] = Math.rint(axis[i]) + shift * 1e-9;
      }
    }
    double[] expected = new double[n];
    double[] actual = new double[n];
    assertTrue(new SplineBlock3D(coefficients).tryValues(voxel, n, inside, actual));
    new SplineFunction(coefficients).values(voxel, n, inside, expected);
    assertArrayEquals(expected, actual, 1e-10);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 5000})
  void fewOrScatteredPointsAreLeftToOthers(int n) {
    SplineCoefficients large =
        new SplineCoefficients(new int[] {100, 90, 80}, 3, new float[720000], null);
    boolean[] inside = new boolean[n];
    Random random = new Random(3);
    double[][] voxel = new double[3][n];
    for (int i = 0; i < n; i++) {
      inside[i] = true;
      for (int d = 0; d < 3; d++) {
        voxel[d][i] = 79 * random.nextDouble();
      }
    }
    double[] values = new double[n];
    assertFalse(new SplineBlock3D(large).tryValues(voxel, n, inside, values));
    assertEquals(0, values[n - 1]);
  }
}
