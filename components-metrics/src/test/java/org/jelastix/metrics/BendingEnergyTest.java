package org.jelastix.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Metric;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.spi.MetricContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BendingEnergyTest {
  private final TransformBendingEnergyPenaltyProvider provider =
      new TransformBendingEnergyPenaltyProvider();

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void gradientIsTheDerivativeOfTheValue(int dim) {
    WaveImage fixed = new WaveImage(Fixture.grid(dim, 10), 300, 100, 5, 0.2);
    MetricContext context = Fixture.context(fixed, fixed);
    ImageSamples samples = Fixture.samples(fixed, 700, 0, 1);
    SmoothTransform transform = SmoothTransform.random(dim, 1, 2);
    Fixture.assertGradient(provider.create(context), transform, samples, 1e-3, 1e-7);
    Fixture.assertSameBits(
        provider.create(Fixture.sequential(context)), provider.create(context), transform, samples);
  }

  @Test
  void quadraticMapHasItsKnownEnergy() {
    double[] mu = new double[16];
    // T_0 = x_0 + 3 x_0 x_1 / 100: two mixed derivatives of 0.03.
    mu[4] = 3;
    WaveImage fixed = new WaveImage(Fixture.grid(2, 10), 300, 100, 5, 0.2);
    Metric metric = provider.create(Fixture.context(fixed, fixed));
    assertEquals(
        2 * 0.03 * 0.03,
        metric.value(new SmoothTransform(2, mu), Fixture.samples(fixed, 300, 0, 1)),
        1e-15);
  }

  @Test
  void affineMapsCostNothingAndOthersNeedTheCapability() {
    WaveImage fixed = new WaveImage(Fixture.grid(2, 10), 300, 100, 5, 0.2);
    Metric metric = provider.create(Fixture.context(fixed, fixed));
    ImageSamples samples = Fixture.samples(fixed, 300, 0, 1);
    double[] gradient = {1, 1};
    assertEquals(0, metric.valueAndGradient(new PlainShift(true), samples, gradient));
    assertArrayEquals(new double[2], gradient);
    assertEquals(
        "TransformBendingEnergyPenalty needs the spatial derivatives of the transform, which"
            + " PlainShift does not give; use for example BSplineTransform",
        assertThrows(
                RegistrationException.class, () -> metric.value(new PlainShift(false), samples))
            .getMessage());
  }
}
