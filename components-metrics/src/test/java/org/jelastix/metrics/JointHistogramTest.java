package org.jelastix.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.jelastix.api.parallel.Parallel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loops for the usual windows against the general ones. */
final class JointHistogramTest {
  private static final int N = 3000;

  private final Random random = new Random(7);
  private final double[] fixed = intensities(-20, 180);
  private final double[] moving = intensities(3, 40);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void loopsForTheUsualWindowsGiveTheSameBits(boolean soft) {
    fixed[5] = Double.NaN;
    HistogramAxis fixedAxis =
        new HistogramAxis(
            "fixed", new IntensityRange(0, 150, true), 0.01, soft, 32, 32, new ParzenWindow(0));
    HistogramAxis movingAxis =
        new HistogramAxis(
            "moving", new IntensityRange(5, 33, true), 0.01, soft, 24, 24, new ParzenWindow(3));
    JointHistogram plain = new JointHistogram(fixedAxis, movingAxis, false);
    JointHistogram special = new JointHistogram(fixedAxis, movingAxis);
    Parallel parallel = Parallel.sequential();

    double[] p = plain.probabilities(N, fixed, moving, parallel);
    assertArrayEquals(p, special.probabilities(N, fixed, moving, parallel));
    double sum = 0;
    for (double entry : p) {
      sum += entry;
    }
    assertEquals(1, sum, 1e-12);

    double[] slopes = new double[p.length];
    for (int b = 0; b < slopes.length; b++) {
      slopes[b] = random.nextGaussian();
    }
    double[] expected = new double[N];
    double[] weights = new double[N];
    plain.weights(N, fixed, moving, slopes, expected, parallel);
    special.weights(N, fixed, moving, slopes, weights, parallel);
    assertArrayEquals(expected, weights);
  }

  /** Also beyond the range of the image, at its ends, and nothing at all. */
  private double[] intensities(double low, double high) {
    double[] values = new double[N];
    for (int i = 0; i < N; i++) {
      values[i] = low + (high - low) * random.nextDouble();
    }
    values[1] = 0;
    values[2] = 150;
    values[3] = 5;
    values[4] = 33;
    values[6] = -1e300;
    values[7] = 1e300;
    values[8] = -0.0;
    return values;
  }
}
