package org.jelastix.api.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.SimilarityMeasure;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampledMetricTest {
  private static final SimilarityMeasure MEAN_SQUARES =
      (n, fixed, moving, weights, parallel) -> {
        double sum = 0;
        for (int i = 0; i < n; i++) {
          double difference = moving[i] - fixed[i];
          sum += difference * difference;
          if (weights != null) {
            weights[i] = 2 * difference / n;
          }
        }
        return sum / n;
      };

  private static final Parallel THREADS =
      (tasks, task) -> IntStream.range(0, tasks).parallel().forEach(task);

  private static final ImageGrid GRID_2D =
      new ImageGrid(
          new int[] {60, 50},
          new double[] {1.1, 0.7},
          new double[] {-3, 2},
          new double[] {1, 0, 0, 1});

  @ParameterizedTest
  @CsvSource({"100, 5", "2048, 5", "2048, 40", "40000, 5", "40000, 700"})
  void gradientIsTheDerivativeOfTheValue(int samples, int cells) {
    SampledMetric metric = metric(GRID_2D, Map.of(), Optional.empty(), Parallel.sequential(), true);
    // Samples stay well inside, so that none leaves the image for a small step.
    ImageSamples drawn = samples(GRID_2D, samples, 0.2);
    CellShift transform = shift(2, cells, 0.5);
    double[] gradient = new double[2 * cells];
    double value = metric.valueAndGradient(transform, drawn, gradient);
    assertEquals(metric.value(transform, drawn), value, 1e-12 * value);
    double[] mu = transform.parameters();
    for (int j = 0; j < mu.length; j += 1 + mu.length / 17) {
      double h = 1e-4;
      double[] plus = mu.clone();
      double[] minus = mu.clone();
      plus[j] += h;
      minus[j] -= h;
      double slope =
          (metric.value(transform.withParameters(plus), drawn)
                  - metric.value(transform.withParameters(minus), drawn))
              / (2 * h);
      assertEquals(slope, gradient[j], 1e-5 * (1e-2 + Math.abs(slope)));
    }
  }

  @ParameterizedTest
  @CsvSource({"300, 3", "5000, 3", "5000, 900", "30000, 3", "30000, 900"})
  void bitsDoNotDependOnThreads(int samples, int cells) {
    ImageSamples drawn = samples(GRID_2D, samples, 0);
    CellShift transform = shift(2, cells, 3);
    for (boolean kept : new boolean[] {true, false}) {
      double[] one = new double[2 * cells];
      double[] many = new double[2 * cells];
      double a =
          metric(GRID_2D, Map.of(), Optional.empty(), Parallel.sequential(), kept)
              .valueAndGradient(transform, drawn, one);
      SampledMetric threaded = metric(GRID_2D, Map.of(), Optional.empty(), THREADS, kept);
      for (int repeat = 0; repeat < 3; repeat++) {
        Arrays.fill(many, Double.NaN);
        assertEquals(a, threaded.valueAndGradient(transform, drawn, many));
        assertArrayEquals(one, many);
      }
    }
  }

  @Test
  void keptAndRecomputedGradientsAgree() {
    ImageSamples drawn = samples(GRID_2D, 30_000, 0);
    CellShift transform = shift(2, 20, 3);
    double[] kept = new double[40];
    double[] recomputed = new double[40];
    double a =
        metric(GRID_2D, Map.of(), Optional.empty(), THREADS, true)
            .valueAndGradient(transform, drawn, kept);
    double b =
        metric(GRID_2D, Map.of(), Optional.empty(), THREADS, false)
            .valueAndGradient(transform, drawn, recomputed);
    assertEquals(a, b);
    assertArrayEquals(kept, recomputed);
  }

  @Test
  void sameWorkspaceServesSmallAndLargeSampleSets() {
    SampledMetric metric = metric(GRID_2D, Map.of(), Optional.empty(), THREADS, true);
    CellShift transform = shift(2, 5, 2);
    double[] first = new double[10];
    double[] again = new double[10];
    double value = metric.valueAndGradient(transform, samples(GRID_2D, 200, 0), first);
    metric.valueAndGradient(transform, samples(GRID_2D, 20_000, 0), new double[10]);
    assertEquals(value, metric.valueAndGradient(transform, samples(GRID_2D, 200, 0), again));
    assertArrayEquals(first, again);
  }

  @Test
  void onlyPairsInsideImageAndMaskReachTheMeasureInOrder() {
    byte[] inside = new byte[GRID_2D.voxelCount()];
    for (int y = 0; y < 50; y++) {
      Arrays.fill(inside, y * 60, y * 60 + 30, (byte) 1);
    }
    Mask mask = new Mask(GRID_2D, inside);
    ImageSamples drawn = samples(GRID_2D, 3000, 0);
    CellShift transform = shift(2, 1, 2);
    double[] seen = new double[3000];
    int[] count = new int[1];
    SimilarityMeasure spy =
        (n, fixed, moving, weights, parallel) -> {
          count[0] = n;
          System.arraycopy(fixed, 0, seen, 0, n);
          return 1;
        };
    new SampledMetric(context(GRID_2D, Map.of(), Optional.of(mask), Parallel.sequential()), spy)
        .value(transform, drawn);
    int k = 0;
    for (int i = 0; i < 3000; i++) {
      double[] mapped = transform.apply(drawn.axis(0)[i], drawn.axis(1)[i]);
      if (mask.contains(mapped)) {
        assertEquals(drawn.values()[i], seen[k++]);
      }
    }
    assertEquals(k, count[0]);
    assertTrue(k > 0 && k < 2000);
  }

  @Test
  void tooFewSamplesAreCountedInTheMessage() {
    SampledMetric metric = metric(GRID_2D, Map.of(), Optional.empty(), THREADS, true);
    CellShift away = new CellShift(2, 1, 1, new double[] {1000, 0});
    ImageSamples drawn = samples(GRID_2D, 2048, 0);
    RegistrationException e =
        assertThrows(RegistrationException.class, () -> metric.value(away, drawn));
    assertTrue(
        e.getMessage()
            .startsWith(
                "only 0 of 2048 samples lie inside the moving image, at least 512 are needed; "),
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"CheckNumberOfSamples, false", "RequiredRatioOfValidSamples, 0"})
  void withoutTheCheckAnEmptyOverlapIsZero(String name, String value) {
    SampledMetric metric =
        metric(GRID_2D, Map.of(name, List.of(value)), Optional.empty(), THREADS, true);
    double[] gradient = {7, 7};
    assertEquals(
        0,
        metric.valueAndGradient(
            new CellShift(2, 1, 1, new double[] {1000, 0}), samples(GRID_2D, 100, 0), gradient));
    assertArrayEquals(new double[2], gradient);
  }

  @Test
  void derivativeScalesActAlongWorldOrImageAxes() {
    double c = Math.cos(0.4);
    double s = Math.sin(0.4);
    ImageGrid turned =
        new ImageGrid(
            new int[] {60, 50},
            new double[] {1, 1},
            new double[] {0, 0},
            new double[] {c, -s, s, c});
    ImageSamples drawn = samples(turned, 1000, 0.1);
    CellShift transform = shift(2, 1, 2);
    double[] plain = gradient(turned, Map.of(), transform, drawn);
    Map<String, List<String>> world = Map.of("MovingImageDerivativeScales", List.of("1", "0"));
    assertArrayEquals(new double[] {plain[0], 0}, gradient(turned, world, transform, drawn), 1e-12);
    Map<String, List<String>> image =
        Map.of(
            "Metric0MovingImageDerivativeScales",
            List.of("1", "0"),
            "ScaleGradientWithRespectToMovingImageOrientation",
            List.of("true"));
    double along = c * plain[0] + s * plain[1];
    assertArrayEquals(
        new double[] {c * along, s * along}, gradient(turned, image, transform, drawn), 1e-12);
  }

  @Test
  void divergedTransformAndNanPixelsAreNamed() {
    SimilarityMeasure infinite = (n, fixed, moving, weights, parallel) -> Double.NaN;
    SampledMetric metric =
        new SampledMetric(context(GRID_2D, Map.of(), Optional.empty(), THREADS), infinite);
    ImageSamples drawn = samples(GRID_2D, 100, 0.2);
    CellShift transform = shift(2, 1, 1);
    assertTrue(
        assertThrows(RegistrationException.class, () -> metric.value(transform, drawn))
            .getMessage()
            .startsWith("the metric's value is NaN"));
    double[] values = drawn.values().clone();
    values[3] = Double.NaN;
    ImageSamples bad = new ImageSamples(new double[][] {drawn.axis(0), drawn.axis(1)}, values);
    assertTrue(
        assertThrows(RegistrationException.class, () -> metric.value(transform, bad))
            .getMessage()
            .contains("the fixed image has a value NaN"));
  }

  @Test
  void noSamplesIsAnError() {
    ImageSamples none = new ImageSamples(new double[2][0], new double[0]);
    SampledMetric metric = metric(GRID_2D, Map.of(), Optional.empty(), THREADS, true);
    assertThrows(RegistrationException.class, () -> metric.value(shift(2, 1, 1), none));
  }

  @Test
  void worksInThreeAndFourDimensions() {
    for (int dim = 3; dim <= 4; dim++) {
      int[] size = new int[dim];
      Arrays.fill(size, 12);
      ImageGrid grid = ImageGrid.ofSize(size);
      ImageSamples drawn = samples(grid, 700, 0.2);
      CellShift transform = shift(dim, 2, 0.3);
      double[] gradient = gradient(grid, Map.of(), transform, drawn);
      SampledMetric metric = metric(grid, Map.of(), Optional.empty(), THREADS, true);
      double[] mu = transform.parameters();
      for (int j = 0; j < mu.length; j++) {
        double[] plus = mu.clone();
        double[] minus = mu.clone();
        plus[j] += 1e-4;
        minus[j] -= 1e-4;
        double slope =
            (metric.value(transform.withParameters(plus), drawn)
                    - metric.value(transform.withParameters(minus), drawn))
                / 2e-4;
        assertEquals(slope, gradient[j], 1e-5 * (1e-2 + Math.abs(slope)));
      }
    }
  }

  private static double[] gradient(
      ImageGrid grid, Map<String, List<String>> entries, CellShift t, ImageSamples drawn) {
    double[] gradient = new double[t.parameterCount()];
    metric(grid, entries, Optional.empty(), THREADS, true).valueAndGradient(t, drawn, gradient);
    return gradient;
  }

  private static SampledMetric metric(
      ImageGrid grid,
      Map<String, List<String>> entries,
      Optional<Mask> mask,
      Parallel parallel,
      boolean kept) {
    return new SampledMetric(
        context(grid, entries, mask, parallel),
        MEAN_SQUARES,
        kept ? SampledMetric.MOST_KEPT_GRADIENTS : 0);
  }

  private static MetricContext context(
      ImageGrid grid, Map<String, List<String>> entries, Optional<Mask> mask, Parallel parallel) {
    Image image = Image.of(grid, new float[grid.voxelCount()]);
    return new MetricContext(
        new ComponentParameters(ParameterMap.of(entries), "Metric0", 0),
        List.of(image),
        List.of(image),
        List.of(new GaussianBump(grid, 6)),
        Optional.empty(),
        mask,
        Extras.none(),
        parallel);
  }

  private static CellShift shift(int dim, int cells, double size) {
    Random random = new Random(3);
    double[] mu = new double[dim * cells];
    for (int j = 0; j < mu.length; j++) {
      mu[j] = size * (2 * random.nextDouble() - 1);
    }
    return new CellShift(dim, cells, 66.0 / cells, mu);
  }

  private static ImageSamples samples(ImageGrid grid, int n, double margin) {
    Random random = new Random(5);
    int dim = grid.dimension();
    double[][] points = new double[dim][n];
    double[] values = new double[n];
    double[] x = new double[dim];
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < dim; d++) {
        x[d] = (grid.size(d) - 1) * (margin + (1 - 2 * margin) * random.nextDouble());
      }
      grid.voxelToWorld(x, x);
      for (int d = 0; d < dim; d++) {
        points[d][i] = x[d];
      }
      values[i] = 100 * random.nextDouble();
    }
    return new ImageSamples(points, values);
  }
}
