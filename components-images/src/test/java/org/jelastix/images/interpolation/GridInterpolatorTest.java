package org.jelastix.images.interpolation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.images.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GridInterpolatorTest {
  private static final Parallel SEQUENTIAL = Parallel.sequential();

  static List<int[]> sizes() {
    return List.of(
        new int[] {13, 9}, new int[] {11, 8, 9}, new int[] {6, 7, 5, 4}, new int[] {9, 1, 8});
  }

  private static double[] values(Interpolator f, PointBatch points) {
    double[] out = new double[points.size()];
    f.values(points, out, new boolean[points.size()]);
    return out;
  }

  private static double valueAt(Interpolator f, double... voxel) {
    return values(f, Fixtures.atVoxel(f.grid(), voxel))[0];
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void passesThroughTheVoxels(int[] size) {
    Image image = Fixtures.noise(Fixtures.obliqueGrid(size), 1);
    for (Interpolator f : all(image)) {
      double[] voxel = new double[size.length];
      int[] strides = image.grid().strides();
      for (int i = 0; i < image.length(); i++) {
        for (int d = 0; d < size.length; d++) {
          voxel[d] = i / strides[d] % size[d];
        }
        assertEquals(image.value(i), valueAt(f, voxel), 2e-3);
      }
    }
  }

  private static List<Interpolator> all(Image image) {
    return IntStream.rangeClosed(-2, 5)
        .mapToObj(
            order ->
                switch (order) {
                  case -2 -> (Interpolator) GridInterpolator.nearestNeighbor(image);
                  case -1 -> GridInterpolator.linear(image);
                  default -> GridInterpolator.spline(image, order, SEQUENTIAL);
                })
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void reproducesPolynomialsOfItsOrderAwayFromEdges(int order) {
    ImageGrid grid = ImageGrid.ofSize(64, 64);
    Image image =
        Fixtures.ofFunction(
            grid, i -> polynomial(order, i[0] - 32.0) * polynomial(order, i[1] - 30.0));
    Interpolator f = GridInterpolator.spline(image, order, SEQUENTIAL);
    for (double x = 30; x < 33; x += 0.37) {
      assertEquals(
          polynomial(order, x - 32) * polynomial(order, 31.3 - 30), valueAt(f, x, 31.3), 2e-5);
    }
  }

  private static double polynomial(int order, double x) {
    double sum = 1;
    for (int n = 1; n <= order; n++) {
      sum += Math.pow(x / 10, n) * (n % 2 == 0 ? 1 : -0.6);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void splinesAreMirroredAtTheOutermostVoxelCentres(int order) {
    Interpolator f =
        GridInterpolator.spline(
            Fixtures.noise(Fixtures.obliqueGrid(9, 8, 7), 3), order, SEQUENTIAL);
    for (double t = 0.01; t < 0.49; t += 0.05) {
      assertEquals(valueAt(f, t, 2.2, 3.1), valueAt(f, -t, 2.2, 3.1), 1e-9);
      assertEquals(valueAt(f, 3.3, 7 - t, 3.1), valueAt(f, 3.3, 7 + t, 3.1), 1e-9);
      assertEquals(valueAt(f, 3.3, 1.4, 6 - t), valueAt(f, 3.3, 1.4, 6 + t), 1e-9);
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void gradientsAreWorldDerivatives(int[] size) {
    ImageGrid grid = Fixtures.obliqueGrid(size);
    Image image = Fixtures.doubled(Fixtures.noise(grid, 5));
    double h = 1e-6;
    for (int order = 1; order <= 5; order++) {
      Interpolator f = GridInterpolator.spline(image, order, SEQUENTIAL);
      PointBatch points = Fixtures.pointsIn(grid, 60, order);
      int n = points.size();
      double[] value = new double[n];
      double[][] gradient = new double[size.length][n];
      f.valuesAndGradients(points, value, gradient, new boolean[n]);
      assertArrayEquals(values(f, points), value, 1e-9);
      for (int d = 0; d < size.length; d++) {
        shift(points, d, h);
        double[] after = values(f, points);
        shift(points, d, -2 * h);
        double[] before = values(f, points);
        shift(points, d, h);
        for (int i = 0; i < n; i++) {
          assertEquals((after[i] - before[i]) / (2 * h), gradient[d][i], 2e-4, "order " + order);
        }
      }
    }
  }

  private static void shift(PointBatch points, int axis, double by) {
    for (int i = 0; i < points.size(); i++) {
      points.axis(axis)[i] += by;
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void fastFunctionsEqualThePlainOnes(int[] size) {
    ImageGrid grid = Fixtures.obliqueGrid(size);
    Image image = Fixtures.noise(grid, 7);
    PointBatch points = Fixtures.pointsIn(grid, 500, 11);
    for (int order = 0; order <= 5; order++) {
      SplineCoefficients c = SplineCoefficients.of(image, order, SEQUENTIAL);
      assertSame(
          new GridInterpolator(grid, new SplineFunction(c)),
          GridInterpolator.spline(image, order, SEQUENTIAL),
          points,
          1e-9);
      assertSame(
          GridInterpolator.spline(Fixtures.doubled(image), order, SEQUENTIAL),
          GridInterpolator.splineFloat(Fixtures.doubled(image), order, SEQUENTIAL),
          points,
          3e-3);
    }
    assertSame(
        new GridInterpolator(grid, new LinearFunction(image)),
        GridInterpolator.linear(image),
        points,
        1e-9);
  }

  private static void assertSame(Interpolator a, Interpolator b, PointBatch points, double eps) {
    int n = points.size();
    assertArrayEquals(values(a, points), values(b, points), eps);
    double[] va = new double[n];
    double[] vb = new double[n];
    boolean[] ia = new boolean[n];
    boolean[] ib = new boolean[n];
    double[][] ga = new double[points.dimension()][n];
    double[][] gb = new double[points.dimension()][n];
    a.valuesAndGradients(points, va, ga, ia);
    b.valuesAndGradients(points, vb, gb, ib);
    assertArrayEquals(ia, ib);
    assertArrayEquals(va, vb, eps);
    for (int d = 0; d < ga.length; d++) {
      assertArrayEquals(ga[d], gb[d], eps);
    }
  }

  @Test
  void coefficientsInSinglePrecisionAreGoodToSixDigits() {
    ImageGrid grid = Fixtures.obliqueGrid(30, 28, 26);
    Image image = Fixtures.noise(grid, 9);
    PointBatch points = Fixtures.pointsIn(grid, 2000, 1);
    double[] single = values(GridInterpolator.spline(image, 3, SEQUENTIAL), points);
    double[] exact =
        values(GridInterpolator.spline(Fixtures.doubled(image), 3, SEQUENTIAL), points);
    for (int i = 0; i < single.length; i++) {
      assertEquals(exact[i], single[i], 1e-6 * 100);
    }
  }

  @Test
  void prefilterGivesTheSameBitsOnAnyNumberOfThreads() {
    Image image = Fixtures.noise(ImageGrid.ofSize(70, 65, 33), 2);
    for (int order = 2; order <= 5; order++) {
      assertArrayEquals(
          SplineCoefficients.of(image, order, SEQUENTIAL).floats(),
          SplineCoefficients.of(image, order, Fixtures.threads(3)).floats());
    }
  }

  @Test
  void pointsBeyondTheBoxAndNotNumbersAreOutside() {
    ImageGrid grid = Fixtures.obliqueGrid(5, 4, 3);
    for (Interpolator f : all(Fixtures.noise(grid, 1))) {
      assertInside(f, true, -0.49, 0, 0);
      assertInside(f, true, 4.49, 3.49, 2.49);
      assertInside(f, false, -0.51, 0, 0);
      assertInside(f, false, 1, 3.51, 0);
      assertInside(f, false, 1, 1, Double.NaN);
      assertInside(f, false, Double.POSITIVE_INFINITY, 1, 1);
    }
  }

  private static void assertInside(Interpolator f, boolean expected, double... voxel) {
    double[] value = {99};
    boolean[] inside = new boolean[1];
    double[][] gradient = {{99}, {99}, {99}};
    f.valuesAndGradients(Fixtures.atVoxel(f.grid(), voxel), value, gradient, inside);
    assertEquals(expected, inside[0]);
    if (!expected) {
      assertEquals(0, value[0]);
      assertEquals(0, gradient[0][0]);
    }
    f.values(Fixtures.atVoxel(f.grid(), voxel), value, inside);
    assertEquals(expected, inside[0]);
  }

  @Test
  void axesOfOneVoxelHaveNoGradient() {
    ImageGrid grid = ImageGrid.ofSize(6, 1, 5);
    for (Interpolator f : all(Fixtures.noise(grid, 1))) {
      double[][] gradient = new double[3][1];
      double[] value = new double[1];
      boolean[] inside = new boolean[1];
      f.valuesAndGradients(Fixtures.atVoxel(grid, 2.3, 0.2, 1.7), value, gradient, inside);
      assertTrue(inside[0]);
      assertEquals(0, gradient[1][0], 1e-4);
      assertFalse(Double.isNaN(value[0]));
    }
  }

  @Test
  void linearIsConstantBeyondEdgesForValuesAndMirroredForGradients() {
    Image image = Image.of(ImageGrid.ofSize(3, 1), new float[] {10, 20, 40});
    Interpolator f = GridInterpolator.linear(image);
    assertEquals(10, valueAt(f, -0.25, 0));
    assertEquals(40, valueAt(f, 2.25, 0));
    double[] value = new double[1];
    double[][] gradient = new double[2][1];
    f.valuesAndGradients(Fixtures.atVoxel(f.grid(), -0.25, 0), value, gradient, new boolean[1]);
    assertEquals(12.5, value[0]);
    assertEquals(-10, gradient[0][0]);
    f.valuesAndGradients(Fixtures.atVoxel(f.grid(), 2, 0), value, gradient, new boolean[1]);
    assertEquals(40, value[0], 1e-4);
    assertEquals(20, gradient[0][0]);
    f.valuesAndGradients(Fixtures.atVoxel(f.grid(), 1, 0), value, gradient, new boolean[1]);
    assertEquals(20, gradient[0][0]);
  }

  @Test
  void nearestNeighborKeepsLabelsAndHasCentralDifferences() {
    Image image = Image.of(ImageGrid.ofSize(4, 1), new float[] {1, 5, 2, 9});
    Interpolator f = GridInterpolator.nearestNeighbor(image);
    assertEquals(5, valueAt(f, 0.5, 0));
    assertEquals(1, valueAt(f, 0.4999, 0));
    double[][] gradient = new double[2][1];
    f.valuesAndGradients(
        Fixtures.atVoxel(f.grid(), 2.2, 0), new double[1], gradient, new boolean[1]);
    assertEquals(2, gradient[0][0]);
    f.valuesAndGradients(Fixtures.atVoxel(f.grid(), 0, 0), new double[1], gradient, new boolean[1]);
    assertEquals(2, gradient[0][0]);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void slicedSplinesAreSplinesOfEachImageAlongTheLastAxis(int[] size) {
    int last = size.length - 1;
    ImageGrid grid = ImageGrid.ofSize(size);
    Image image = Fixtures.noise(grid, 4);
    int[] flat = java.util.Arrays.copyOf(size, last);
    ImageGrid sliceGrid = ImageGrid.ofSize(flat);
    int length = sliceGrid.voxelCount();
    for (int order = 0; order <= 5; order++) {
      Interpolator all = GridInterpolator.slicedSpline(image, order, SEQUENTIAL);
      for (int k = 0; k < size[last]; k++) {
        float[] values = java.util.Arrays.copyOfRange(image.floats(), k * length, (k + 1) * length);
        Interpolator one = GridInterpolator.spline(Image.of(sliceGrid, values), order, SEQUENTIAL);
        PointBatch points = Fixtures.pointsIn(sliceGrid, 20, k);
        PointBatch raised = new PointBatch(last + 1, 20);
        raised.resize(20);
        for (int i = 0; i < 20; i++) {
          for (int d = 0; d < last; d++) {
            raised.axis(d)[i] = points.axis(d)[i];
          }
          raised.axis(last)[i] = k + 0.4 - i * 0.04;
        }
        double[] expected = new double[20];
        double[] actual = new double[20];
        double[][] expectedGradient = new double[last][20];
        double[][] actualGradient = new double[last + 1][20];
        one.valuesAndGradients(points, expected, expectedGradient, new boolean[20]);
        all.valuesAndGradients(raised, actual, actualGradient, new boolean[20]);
        assertArrayEquals(expected, actual, 1e-9);
        for (int d = 0; d < last; d++) {
          assertArrayEquals(expectedGradient[d], actualGradient[d], 1e-9);
        }
        assertArrayEquals(new double[20], actualGradient[last]);
        assertArrayEquals(expected, values(all, raised), 1e-9);
      }
    }
  }
}
