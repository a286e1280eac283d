package org.jelastix.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jelastix.api.ParameterException;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GroupwiseMetricsTest {
  private static final String OFF = "UseZeroAverageDisplacementConstraint";

  static Stream<Arguments> variants() {
    return Stream.of(
        Arguments.of(new VarianceOverLastDimensionMetricProvider(), new String[] {OFF, "false"}),
        Arguments.of(
            new VarianceOverLastDimensionMetricProvider(),
            new String[] {
              "SubtractMean", "false",
              "SampleLastDimensionRandomly", "true",
              "NumSamplesLastDimension", "3",
              "NumAdditionalSamplesFixed", "2",
              "ReducedDimensionIndex", "1"
            }),
        Arguments.of(new PCAMetricProvider(), new String[] {OFF, "false", "NumEigenValues", "2"}),
        Arguments.of(new PCAMetric2Provider(), new String[] {OFF, "false"}),
        Arguments.of(
            new SumOfPairwiseCorrelationCoefficientsMetricProvider(), new String[] {OFF, "false"}));
  }

  private static ImageGrid grid(int dim) {
    int[] size = new int[dim];
    double[] spacing = new double[dim];
    double[] direction = new double[dim * dim];
    for (int d = 0; d < dim; d++) {
      size[d] = 14 + d;
      spacing[d] = 0.8 + 0.2 * d;
      direction[d * dim + d] = 1;
    }
    size[dim - 1] = 6;
    return new ImageGrid(size, spacing, new double[dim], direction);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void gradientIsTheDerivativeOfTheValue(MetricProvider provider, String[] parameters) {
    for (int dim = 3; dim <= 4; dim++) {
      WaveImage series = new WaveImage(grid(dim), 300, 100, 3, 0.4);
      MetricContext context = Fixture.context(series, series, parameters);
      ImageSamples samples = Fixture.samples(series, 300, 0.3, 1);
      // Small enough that no sample leaves the series at its first or last time.
      SmoothTransform transform = SmoothTransform.random(dim, 0.05, 2);
      Fixture.assertGradient(provider.create(context), transform, samples, 1e-5, 1e-5);
      Fixture.assertSameBits(
          provider.create(Fixture.sequential(context)),
          provider.create(context),
          transform,
          samples);
    }
  }

  @Test
  void aSeriesThatDoesNotChangeHasNoVarianceAndFullCorrelation() {
    ImageGrid grid = grid(3);
    double[] values = new double[2 * 6];
    boolean[] present = new boolean[12];
    for (int t = 0; t < 6; t++) {
      values[t] = 5;
      values[6 + t] = 7;
      present[t] = true;
      present[6 + t] = true;
    }
    assertEquals(
        0, new VarianceOverTime(1).evaluate(2, 6, values, present, null, Parallel.sequential()));
    assertEquals(
        0,
        CorrelationMeasure.pairwise().evaluate(2, 6, values, present, null, Parallel.sequential()),
        1e-14);
    assertEquals(
        0,
        CorrelationMeasure.unexplained(1)
            .evaluate(2, 6, values, present, null, Parallel.sequential()),
        1e-14);
    assertEquals(
        6,
        CorrelationMeasure.weightedEigenvalues()
            .evaluate(2, 6, values, present, null, Parallel.sequential()),
        1e-13);
    assertEquals(6, TimeSeriesMetric.timesOf(new WaveImage(grid, 0, 1, 1, 0).image()));
  }

  @Test
  void drawnTimesAreDistinctAndFollowThePoints() {
    WaveImage series = new WaveImage(grid(3), 0, 1, 3, 0.4);
    ImageSamples samples = Fixture.samples(series, 200, 0, 1);
    TimeSampling sampling = TimeSampling.random(6, 4, 2, 3);
    int[] times = new int[200 * sampling.count()];
    sampling.fill(samples, 0, 200, times);
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      assertEquals(3, times[i * 6]);
      assertEquals(3, times[i * 6 + 1]);
      Set<Integer> drawn = new HashSet<>();
      for (int k = 2; k < 6; k++) {
        int t = times[i * 6 + k];
        assertTrue(t >= 0 && t < 6 && t != 3);
        assertTrue(drawn.add(t));
        seen.add(t);
      }
    }
    assertEquals(5, seen.size());
    int[] again = new int[times.length];
    sampling.fill(samples, 0, 200, again);
    assertArrayEquals(times, again);
    assertEquals(2 + 5, TimeSampling.random(6, 100, 2, 3).count());
  }

  @Test
  void meanOverTimeIsTakenFromTheGradient() {
    WaveImage series = new WaveImage(grid(3), 300, 100, 3, 0.4);
    MetricContext context = Fixture.context(series, series);
    ImageSamples samples = Fixture.samples(series, 300, 0.3, 1);
    SmoothTransform smooth = SmoothTransform.random(3, 0.05, 2);
    String message =
        assertThrows(
                RegistrationException.class,
                () ->
                    new VarianceOverLastDimensionMetricProvider()
                        .create(context)
                        .valueAndGradient(smooth, samples, new double[smooth.parameterCount()]))
            .getMessage();
    assertTrue(message.contains("not SmoothTransform"), message);
    double[] gradient = {1, 2, 3, 4, 5, 9};
    ZeroAverage.apply("m", new Described("NumberOfSubTransforms", "3"), gradient);
    assertArrayEquals(new double[] {-2, -3, 0, -1, 2, 4}, gradient);
    double[] grid = {1, 3, 5, 9};
    ZeroAverage.apply("m", new Described("GridSize", "1 2"), grid);
    assertArrayEquals(new double[] {-1, 1, -2, 2}, grid);
  }

  @Test
  void wrongSeriesAreRefused() {
    WaveImage turned = new WaveImage(Fixture.grid(2, 10), 0, 1, 3, 0.4);
    assertThrows(
        RegistrationException.class,
        () ->
            new VarianceOverLastDimensionMetricProvider().create(Fixture.context(turned, turned)));
    WaveImage series = new WaveImage(grid(3), 300, 100, 3, 0.4);
    assertThrows(
        ParameterException.class,
        () ->
            new PCAMetricProvider().create(Fixture.context(series, series, "NumEigenValues", "7")));
    assertThrows(
        RegistrationException.class,
        () ->
            CorrelationMeasure.pairwise()
                .evaluate(
                    2, 2, new double[] {1, 2, 1, 3}, new boolean[4], null, Parallel.sequential()));
  }
}
