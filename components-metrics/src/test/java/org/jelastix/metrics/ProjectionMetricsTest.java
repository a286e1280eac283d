package org.jelastix.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Metric;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectionMetricsTest {
  private static final ImageSamples NONE = new ImageSamples(new double[2][0], new double[0]);

  static Stream<MetricProvider> providers() {
    return Stream.of(
        new GradientDifferenceProvider(),
        new NormalizedGradientCorrelationProvider(),
        new PatternIntensityProvider());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void gradientIsTheDerivativeAndBitsAreTheSame(MetricProvider provider) {
    for (ImageGrid grid : List.of(Fixture.grid(2, 24), ImageGrid.ofSize(24, 20, 1))) {
      WaveImage fixed = new WaveImage(grid, 300, 100, 4, 0.2);
      // The moving image is larger, so that no voxel crosses its border.
      int dim = grid.dimension();
      ImageGrid large =
          new ImageGrid(
              dim == 2 ? new int[] {99, 99} : new int[] {99, 99, 99},
              dim == 2 ? new double[] {1, 1} : new double[] {1, 1, 1},
              dim == 2 ? new double[] {-40, -40} : new double[] {-40, -40, -40},
              dim == 2 ? new double[] {1, 0, 0, 1} : new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
      WaveImage moving = new WaveImage(large, 200, 150, 4, 0.3);
      MetricContext context = Fixture.context(fixed, moving);
      SmoothTransform transform = SmoothTransform.random(dim, 0.1, 2);
      Metric metric = provider.create(context);
      assertFalse(metric.usesSamples());
      // The image is rounded to floats, so steps must not be too small, nor the match too close.
      Fixture.assertGradient(metric, transform, NONE, 1e-3, 2e-2);
      Fixture.assertSameBits(
          provider.create(Fixture.sequential(context)), provider.create(context), transform, NONE);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void theSameImageIsTheBestMatch(MetricProvider provider) {
    ImageGrid grid = ImageGrid.ofSize(30, 30);
    WaveImage wave = new WaveImage(grid, 0, 100, 4, 0.2);
    byte[] inside = new byte[900];
    for (int y = 8; y < 22; y++) {
      for (int x = 8; x < 22; x++) {
        inside[y * 30 + x] = 1;
      }
    }
    MetricContext context =
        Fixture.context(
            List.of(wave.image()),
            List.of(wave.image()),
            List.of(wave),
            Optional.of(new Mask(grid, inside)),
            Optional.empty(),
            Extras.none());
    Metric metric = provider.create(context);
    double best = metric.value(SmoothTransform.identity(2), NONE);
    assertTrue(best < 0 && best >= -1 - 1e-9);
    for (int seed = 0; seed < 5; seed++) {
      assertTrue(metric.value(SmoothTransform.random(2, 1, seed), NONE) > best);
    }
  }

  @Test
  void gradientCorrelationOfTheSameImageIsMinusOne() {
    WaveImage wave = new WaveImage(ImageGrid.ofSize(30, 30), 0, 100, 4, 0.2);
    assertEquals(
        -1,
        new NormalizedGradientCorrelationProvider()
            .create(Fixture.context(wave, wave))
            .value(SmoothTransform.identity(2), NONE),
        1e-10);
  }

  @Test
  void sobelOfARampIsItsSlopeTimesTheWeights() {
    float[] ramp = new float[5 * 4 * 3];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = 2 * (i % 5) + 3 * (i / 5 % 4) + 5 * (i / 20);
    }
    SobelFilter sobel = new SobelFilter(new int[] {5, 4, 3});
    int middle = 20 + 5 + 2;
    assertEquals(2 * 2 * 22, sobel.along(0, ramp)[middle]);
    assertEquals(3 * 2 * 22, sobel.along(1, ramp)[middle]);
    assertEquals(5 * 2 * 22, sobel.along(2, ramp)[middle]);
    assertEquals(2 * 2 * 4, new SobelFilter(new int[] {5, 12}).along(0, ramp)[5 + 2]);
    assertThrows(RegistrationException.class, () -> new SobelFilter(new int[4]));
  }

  @Test
  void theBestOfElevenFactorsIsTaken() {
    float[] fixed = new float[100];
    float[] half = new float[100];
    boolean[] inside = new boolean[100];
    for (int i = 0; i < 100; i++) {
      fixed[i] = i * 31 % 17;
      half[i] = fixed[i] * 2;
      inside[i] = true;
    }
    PatternIntensity search =
        new PatternIntensity(10, 10, fixed, inside, 5, true, Parallel.sequential());
    PatternIntensity plain =
        new PatternIntensity(10, 10, fixed, inside, 5, false, Parallel.sequential());
    assertEquals(
        plain.evaluate(fixed, Parallel.sequential()),
        search.evaluate(half, Parallel.sequential()),
        1e-3);
    assertThrows(
        RegistrationException.class,
        () -> new PatternIntensity(6, 9, fixed, inside, 5, true, Parallel.sequential()));
  }

  @Test
  void volumesAreRefused() {
    WaveImage volume = new WaveImage(ImageGrid.ofSize(9, 9, 9), 0, 100, 4, 0.2);
    String message =
        assertThrows(
                RegistrationException.class,
                () -> new PatternIntensityProvider().create(Fixture.context(volume, volume)))
            .getMessage();
    assertTrue(message.contains("[9, 9, 9]"), message);
  }
}
