package org.jelastix.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jelastix.api.ParameterException;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The metrics that are functions of pairs of intensities. */
class IntensityMetricsTest {

  static Stream<Arguments> variants() {
    return Stream.of(
        Arguments.of(new AdvancedMeanSquaresProvider(), new String[] {}),
        Arguments.of(new AdvancedMeanSquaresProvider(), new String[] {"UseNormalization", "true"}),
        Arguments.of(new AdvancedNormalizedCorrelationProvider(), new String[] {}),
        Arguments.of(
            new AdvancedNormalizedCorrelationProvider(), new String[] {"SubtractMean", "false"}),
        Arguments.of(new AdvancedMattesMutualInformationProvider(), new String[] {}),
        Arguments.of(
            new AdvancedMattesMutualInformationProvider(),
            new String[] {
              "FixedKernelBSplineOrder", "3",
              "MovingKernelBSplineOrder", "2",
              "NumberOfFixedHistogramBins", "17",
              "NumberOfMovingHistogramBins", "23"
            }),
        Arguments.of(
            new NormalizedMutualInformationProvider(),
            new String[] {"FixedKernelBSplineOrder", "1"}),
        Arguments.of(
            new NormalizedMutualInformationProvider(),
            new String[] {"MovingKernelBSplineOrder", "2", "MovingLimitRangeRatio", "0.1"}));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void gradientIsTheDerivativeOfTheValue(MetricProvider provider, String[] parameters) {
    for (int dim = 2; dim <= 4; dim++) {
      ImageGrid grid = Fixture.grid(dim, dim == 4 ? 8 : 20);
      WaveImage fixed = new WaveImage(grid, 300, 100, 5, 0.2);
      WaveImage moving = new WaveImage(grid, 200, -150, 6, 0.5);
      MetricContext context = Fixture.context(fixed, moving, parameters);
      ImageSamples samples = Fixture.samples(fixed, 900, 0.25, 1);
      SmoothTransform transform = SmoothTransform.random(dim, 0.2, 2);
      Fixture.assertGradient(provider.create(context), transform, samples, 1e-5, 1e-5);
      Fixture.assertSameBits(
          provider.create(Fixture.sequential(context)),
          provider.create(context),
          transform,
          samples);
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void manySamplesGiveTheSameBitsOnManyThreads(MetricProvider provider, String[] parameters) {
    ImageGrid grid = Fixture.grid(2, 60);
    WaveImage fixed = new WaveImage(grid, 300, 100, 5, 0.2);
    WaveImage moving = new WaveImage(grid, 200, -150, 6, 0.5);
    MetricContext context = Fixture.context(fixed, moving, parameters);
    Fixture.assertSameBits(
        provider.create(Fixture.sequential(context)),
        provider.create(context),
        SmoothTransform.random(2, 1, 2),
        Fixture.samples(fixed, 40_000, 0, 1));
  }

  @Test
  void valuesThatOvershootTheRangeStillHaveAGradient() {
    ImageGrid grid = Fixture.grid(2, 20);
    WaveImage fixed = new WaveImage(grid, 300, 100, 5, 0.2);
    WaveImage wide = new WaveImage(grid, 200, -150, 6, 0.5);
    WaveImage narrow = new WaveImage(grid, 200, -120, 6, 0.5);
    // The histogram is made for the narrow range, the interpolator overshoots it.
    MetricContext context =
        Fixture.context(
            List.of(fixed.image()),
            List.of(narrow.image()),
            List.of(wide),
            Optional.empty(),
            Optional.empty(),
            Extras.none(),
            "MovingLimitRangeRatio",
            "0.05");
    Fixture.assertGradient(
        new AdvancedMattesMutualInformationProvider().create(context),
        SmoothTransform.random(2, 0.2, 2),
        Fixture.samples(fixed, 900, 0.25, 1),
        1e-5,
        1e-5);
  }

  @Test
  void meanSquaresOfAKnownDifference() {
    MeanSquares measure = new MeanSquares(0.5);
    double[] weights = new double[3];
    double value =
        measure.evaluate(
            3, new double[] {1, 2, 3}, new double[] {2, 2, 1}, weights, Parallel.sequential());
    assertEquals(0.5 * 5 / 3, value, 1e-15);
    assertEquals(-2.0 / 3, weights[2], 1e-15);
  }

  @Test
  void correlationIsMinusOneForLinearlyRelatedImagesAndZeroForConstantOnes() {
    NormalizedCorrelation measure = new NormalizedCorrelation(true);
    double[] f = {1e6 + 1, 1e6 + 2, 1e6 + 5, 1e6 - 7};
    double[] m = {10 - 1, 10 - 2, 10 - 5, 10 + 7};
    assertEquals(1, measure.evaluate(4, f, m, null, Parallel.sequential()), 1e-12);
    double[] weights = {1, 1, 1, 1};
    assertEquals(
        0, measure.evaluate(4, f, new double[] {3, 3, 3, 3}, weights, Parallel.sequential()));
    assertEquals(0, weights[0]);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3"})
  void windowsSumToOneAndSlopesAreDerivatives(int order) {
    ParzenWindow window = new ParzenWindow(order);
    double[] w = new double[order + 1];
    double[] plus = new double[order + 1];
    double[] minus = new double[order + 1];
    double[] slopes = new double[order + 1];
    for (double t = 5.013; t < 7; t += 0.1) {
      int first = (int) Math.floor(t + window.offset());
      window.weights(t, first, w);
      double sum = 0;
      double mean = 0;
      for (int k = 0; k <= order; k++) {
        assertTrue(w[k] >= -1e-15);
        sum += w[k];
        mean += w[k] * (first + k);
      }
      assertEquals(1, sum, 1e-14);
      if (order > 0) {
        assertEquals(t, mean, 1e-13);
        window.slopes(t, first, slopes);
        window.weights(t + 1e-6, first, plus);
        window.weights(t - 1e-6, first, minus);
        for (int k = 0; k <= order; k++) {
          assertEquals((plus[k] - minus[k]) / 2e-6, slopes[k], 1e-8);
        }
      }
    }
  }

  @Test
  void probabilitiesSumToOneWhateverTheIntensities() {
    HistogramAxis fixed =
        new HistogramAxis(
            "f", new IntensityRange(-3, 8, true), 0.01, false, 9, 9, new ParzenWindow(0));
    HistogramAxis moving =
        new HistogramAxis(
            "m", new IntensityRange(0, 1e-3, true), 0, true, 7, 9, new ParzenWindow(3));
    double[] f = {-1e9, -3, 0, 8, 1e9, Double.MAX_VALUE};
    double[] m = {1e9, -1e9, 0, 1e-3, 5e-4, Double.NEGATIVE_INFINITY};
    double[] p = new JointHistogram(fixed, moving).probabilities(6, f, m, Parallel.sequential());
    double sum = 0;
    for (double v : p) {
      assertTrue(v >= -1e-15);
      sum += v;
    }
    assertEquals(1, sum, 1e-12);
  }

  @Test
  void rangeIsTakenInsideTheMaskOfAnotherGrid() {
    float[] values = new float[100];
    for (int i = 0; i < 100; i++) {
      values[i] = i;
    }
    values[55] = Float.NaN;
    Image image = Image.of(ImageGrid.ofSize(10, 10), values);
    ImageGrid finer =
        new ImageGrid(
            new int[] {40, 40},
            new double[] {0.25, 0.25},
            new double[] {-0.375, -0.375},
            new double[] {1, 0, 0, 1});
    byte[] inside = new byte[1600];
    for (int y = 16; y < 24; y++) {
      for (int x = 20; x < 32; x++) {
        inside[y * 40 + x] = 1;
      }
    }
    IntensityRange range =
        IntensityRange.of(
            "image", image, Optional.of(new Mask(finer, inside)), Parallel.sequential());
    assertEquals(45, range.min());
    assertEquals(57, range.max());
    assertThrows(
        RegistrationException.class,
        () ->
            IntensityRange.of(
                "image",
                image,
                Optional.of(new Mask(finer, new byte[1600])),
                Parallel.sequential()));
  }

  @Test
  void constantImagesAndTooFewBinsAreRefused() {
    ImageGrid grid = Fixture.grid(2, 10);
    WaveImage wave = new WaveImage(grid, 300, 100, 5, 0.2);
    WaveImage flat = new WaveImage(grid, 300, 0, 5, 0.2);
    MetricProvider provider = new AdvancedMattesMutualInformationProvider();
    String message =
        assertThrows(
                RegistrationException.class, () -> provider.create(Fixture.context(wave, flat)))
            .getMessage();
    assertTrue(message.startsWith("the moving image is constant (300.0)"), message);
    MetricContext few = Fixture.context(wave, wave, "NumberOfHistogramBins", "4");
    message = assertThrows(ParameterException.class, () -> provider.create(few)).getMessage();
    assertTrue(message.contains("NumberOfHistogramBins is 4"), message);
  }
}
