package org.jelastix.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.jelastix.api.component.Metric;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.spi.MetricProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A known shift is found again by walking downhill. */
class RecoveryTest {
  private static final int SAMPLES = 800;
  private static final double[] SHIFT = {1.5, -1.0};

  static Stream<Arguments> metrics() {
    return Stream.of(
        Arguments.of(new AdvancedMeanSquaresProvider(), 1e-9),
        Arguments.of(new AdvancedNormalizedCorrelationProvider(), 1e-9),
        Arguments.of(new AdvancedMattesMutualInformationProvider(), 0.1),
        Arguments.of(new NormalizedMutualInformationProvider(), 0.1),
        Arguments.of(new KnnGraphAlphaMutualInformationProvider(), 0.2));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void aShiftIsFound(MetricProvider provider, double tolerance) {
    ImageGrid grid = ImageGrid.ofSize(40, 40);
    WaveImage moving = new WaveImage(grid, 100, 80, 7, 0.3);
    SmoothTransform truth = SmoothTransform.identity(2);
    double[] mu = truth.parameters();
    mu[0] = SHIFT[0];
    mu[mu.length / 2] = SHIFT[1];
    truth = truth.withParameters(mu);
    ImageSamples positions = Fixture.samples(moving, SAMPLES, 0.15, 1);
    double[] values = new double[SAMPLES];
    for (int i = 0; i < values.length; i++) {
      values[i] = moving.at(truth.apply(positions.axis(0)[i], positions.axis(1)[i]));
    }
    ImageSamples samples =
        new ImageSamples(new double[][] {positions.axis(0), positions.axis(1)}, values);
    Metric metric = provider.create(Fixture.context(moving, moving));
    double[] at = new double[mu.length];
    double[] gradient = new double[mu.length];
    double step = 1;
    double value = metric.value(SmoothTransform.identity(2), samples);
    for (int iteration = 0; iteration < 120; iteration++) {
      metric.valueAndGradient(truth.withParameters(at), samples, gradient);
      double norm = Math.hypot(gradient[0], gradient[mu.length / 2]);
      double[] next = at.clone();
      next[0] -= step * gradient[0] / norm;
      next[mu.length / 2] -= step * gradient[mu.length / 2] / norm;
      double there = norm > 0 ? metric.value(truth.withParameters(next), samples) : value;
      if (there < value) {
        at = next;
        value = there;
      } else {
        step /= 2;
      }
    }
    assertEquals(SHIFT[0], at[0], Math.max(tolerance, 1e-4));
    assertEquals(SHIFT[1], at[mu.length / 2], Math.max(tolerance, 1e-4));
  }
}
