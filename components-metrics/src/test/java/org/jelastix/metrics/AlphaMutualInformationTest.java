package org.jelastix.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlphaMutualInformationTest {

  @ParameterizedTest
  @CsvSource({"1, 500, 3, 7", "2, 900, 50, 20", "5, 400, 10, 5", "3, 40, 50, 100"})
  void treeFindsTheNeighboursThatALoopFinds(int features, int n, int bucket, int k) {
    Random random = new Random(2);
    double[][] points = new double[features][n];
    for (double[] feature : points) {
      for (int i = 0; i < n; i++) {
        // Many equal values, and some far off.
        feature[i] = Math.rint(20 * random.nextGaussian()) * (i % 50 == 0 ? 100 : 1);
      }
    }
    KdTree.Search search = new KdTree(points, n, bucket).search(k, 0, Double.POSITIVE_INFINITY);
    for (int i = 0; i < n; i++) {
      double[] squares = new double[n];
      for (int j = 0; j < n; j++) {
        for (double[] feature : points) {
          squares[j] += (feature[i] - feature[j]) * (feature[i] - feature[j]);
        }
      }
      double[] expected = Arrays.stream(squares).filter(s -> s > 0).sorted().limit(k).toArray();
      int found = search.around(i);
      assertArrayEquals(expected, Arrays.copyOf(search.squares(), found));
      for (int p = 0; p < found; p++) {
        assertEquals(squares[search.neighbours()[p]], search.squares()[p]);
      }
    }
  }

  @Test
  void allEqualPointsHaveNoNeighbours() {
    KdTree tree = new KdTree(new double[2][1000], 1000, 5);
    assertEquals(0, tree.search(4, 0, Double.POSITIVE_INFINITY).around(17));
    AlphaMutualInformation measure =
        new AlphaMutualInformation(0.5, 1e-5, 4, 5, 0, Double.POSITIVE_INFINITY);
    double[][] weights = {new double[1000]};
    assertEquals(
        0,
        measure.evaluate(
            1000, new double[1][1000], new double[1][1000], weights, Parallel.sequential()));
  }

  @Test
  void radiusAndErrorBoundLimitTheSearch() {
    double[][] points = {{0, 1, 2, 4, 8}};
    KdTree tree = new KdTree(points, 5, 1);
    assertEquals(2, tree.search(4, 0, 4).around(0));
    KdTree.Search loose = tree.search(1, 10, Double.POSITIVE_INFINITY);
    assertEquals(1, loose.around(3));
    assertTrue(loose.squares()[0] <= 4 * 121);
  }

  @Test
  void gradientIsTheDerivativeOfTheValueForSeveralFeatures() {
    MetricProvider provider = new KnnGraphAlphaMutualInformationProvider();
    for (int dim = 2; dim <= 3; dim++) {
      ImageGrid grid = Fixture.grid(dim, 20);
      WaveImage fixed = new WaveImage(grid, 300, 100, 5, 0.2);
      WaveImage feature = new WaveImage(grid, 100, 50, 4, 0.7);
      WaveImage moving = new WaveImage(grid, 200, -150, 6, 0.5);
      WaveImage movingFeature = new WaveImage(grid, 20, 70, 3, 0.1);
      MetricContext context =
          Fixture.context(
              List.of(fixed.image(), feature.image()),
              List.of(moving.image(), movingFeature.image()),
              List.of(moving, movingFeature),
              Optional.empty(),
              Optional.empty(),
              Extras.none(),
              "KNearestNeighbours",
              "6",
              "Alpha",
              "0.7");
      ImageSamples samples = Fixture.samples(fixed, 300, 0.25, 1);
      SmoothTransform transform = SmoothTransform.random(dim, 0.2, 2);
      Fixture.assertGradient(provider.create(context), transform, samples, 1e-6, 1e-3);
      Fixture.assertSameBits(
          provider.create(Fixture.sequential(context)),
          provider.create(context),
          transform,
          samples);
    }
  }

  @Test
  void linearLookIsExactForVoxelsAndLinesBetween() {
    ImageGrid grid = Fixture.grid(2, 12);
    WaveImage wave = new WaveImage(grid, 3, 2, 1000, 0.2);
    LinearLook look = new LinearLook(wave.image());
    double[] x = {3.25, 7.5};
    grid.voxelToWorld(x, x);
    assertEquals(wave.at(x), look.at(new double[][] {{x[0]}, {x[1]}}, 0), 1e-6);
  }
}
