package org.jelastix.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Metric;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics that need more than pairs of intensities, sample by sample. */
class SampleMetricsTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void gradientsAreTheDerivativesOfTheValues(int dim) {
    ImageGrid grid = Fixture.grid(dim, dim == 4 ? 8 : 20);
    WaveImage fixed = new WaveImage(grid, -600, 100, 5, 0.2);
    WaveImage moving = new WaveImage(grid, -700, 150, 6, 0.5);
    ImageSamples samples = Fixture.samples(fixed, 700, 0.25, 1);
    SmoothTransform transform = SmoothTransform.random(dim, 0.2, 2);
    for (MetricProvider provider :
        List.of(
            new SumSquaredTissueVolumeDifferenceProvider(),
            new DisplacementMagnitudePenaltyProvider())) {
      MetricContext context = Fixture.context(fixed, moving);
      Fixture.assertGradient(provider.create(context), transform, samples, 1e-5, 1e-6);
      Fixture.assertSameBits(
          provider.create(Fixture.sequential(context)),
          provider.create(context),
          transform,
          samples);
    }
  }

  @Test
  void tissueVolumeIsKeptWhenDensityFollowsTheJacobian() {
    // T_0 = 2 x_0 doubles the volume; a moving image of half the density has the same mass.
    ImageGrid grid = ImageGrid.ofSize(40, 40);
    WaveImage fixed = new WaveImage(grid, -500, 0, 5, 0.2);
    WaveImage moving = new WaveImage(grid, -750, 0, 5, 0.2);
    double[] mu = new double[16];
    mu[1] = 10;
    Metric metric =
        new SumSquaredTissueVolumeDifferenceProvider().create(Fixture.context(fixed, moving));
    assertEquals(
        0, metric.value(new SmoothTransform(2, mu), Fixture.samples(fixed, 400, 0.3, 1)), 1e-20);
    MetricContext same = Fixture.context(fixed, moving, "TissueValue", "-1000");
    assertThrows(
        ParameterException.class,
        () -> new SumSquaredTissueVolumeDifferenceProvider().create(same));
  }

  @Test
  void displacementOutsideTheMovingMaskDoesNotCount() {
    ImageGrid grid = ImageGrid.ofSize(20, 20);
    WaveImage fixed = new WaveImage(grid, 0, 1, 5, 0.2);
    byte[] inside = new byte[400];
    Arrays.fill(inside, 0, 200, (byte) 1);
    MetricContext context =
        Fixture.context(
            List.of(fixed.image()),
            List.of(fixed.image()),
            List.of(fixed),
            Optional.empty(),
            Optional.of(new Mask(grid, inside)),
            Extras.none(),
            "RequiredRatioOfValidSamples",
            "0.1");
    double[] mu = new double[16];
    mu[0] = 3;
    mu[8] = 4;
    assertEquals(
        25,
        new DisplacementMagnitudePenaltyProvider()
            .create(context)
            .value(new SmoothTransform(2, mu), Fixture.samples(fixed, 300, 0.1, 1)),
        1e-12);
  }

  @Test
  void cofactorsAreDerivativesOfTheDeterminant() {
    Random random = new Random(4);
    for (int n = 1; n <= 4; n++) {
      double[] m = random.doubles((long) n * n).toArray();
      double[] cofactors = new double[n * n];
      double[] scratch = new double[n * n];
      Cofactors.of(m, n, cofactors);
      for (int e = 0; e < m.length; e++) {
        double kept = m[e];
        m[e] = kept + 1e-5;
        double plus = Cofactors.of(m, n, scratch);
        m[e] = kept - 1e-5;
        double minus = Cofactors.of(m, n, scratch);
        m[e] = kept;
        assertEquals((plus - minus) / 2e-5, cofactors[e], 1e-9);
      }
    }
  }

  @Test
  void kappaOfKnownOverlapAndItsWeights() {
    double[] f = {1, 1, 1, 0, 0};
    double[] m = {1, 1, 0, 1, 0.9995};
    double[] weights = new double[5];
    double value =
        new KappaStatistic(true, 1, true).evaluate(5, f, m, weights, Parallel.sequential());
    // |F| = 3, |M| = 4, intersection 2.
    assertEquals(1 - 4.0 / 7, value, 1e-15);
    assertEquals(-(2 - 4.0 / 7) / 7, weights[0], 1e-15);
    assertEquals(4.0 / 49, weights[3], 1e-15);
    assertEquals(
        4.0 / 7,
        new KappaStatistic(false, 1, false).evaluate(5, f, m, weights, Parallel.sequential()),
        1e-15);
    assertEquals(
        0, new KappaStatistic(true, 9, true).evaluate(5, f, m, weights, Parallel.sequential()));
    assertEquals(0, weights[0]);
  }

  @Test
  void kappaPullsForegroundsTogether() {
    ImageGrid grid = ImageGrid.ofSize(20, 20);
    float[] left = new float[400];
    float[] right = new float[400];
    for (int y = 5; y < 12; y++) {
      for (int x = 5; x < 12; x++) {
        left[y * 20 + x] = 1;
        right[y * 20 + x + 2] = 1;
      }
    }
    Image fixed = Image.of(grid, left);
    Image moving = Image.of(grid, right);
    MetricContext context =
        Fixture.context(
            List.of(fixed),
            List.of(moving),
            List.of(new WaveImage(grid, 0, 0, 1, 0)),
            Optional.empty(),
            Optional.empty(),
            Extras.none());
    ForegroundEdges edges = new ForegroundEdges(context.interpolators().get(0), moving, 1);
    PointBatch points = new PointBatch(2);
    points.resize(3);
    points.axis(0)[0] = 6.4;
    points.axis(1)[0] = 8;
    points.axis(0)[1] = 14;
    points.axis(1)[1] = 8;
    points.axis(0)[2] = 10;
    points.axis(1)[2] = 8;
    double[][] gradients = new double[2][3];
    edges.valuesAndGradients(points, new double[3], gradients, new boolean[3]);
    assertEquals(1, gradients[0][0]);
    assertEquals(-1, gradients[0][1]);
    assertEquals(0, gradients[0][2]);
    assertEquals(0, gradients[1][0]);
    assertTrue(new AdvancedKappaStatisticProvider().create(context).usesSamples());
  }

  private static MetricContext withPoints(Map<String, PointSet> points) {
    WaveImage fixed = new WaveImage(ImageGrid.ofSize(10, 10), 0, 1, 5, 0.2);
    return Fixture.context(
        List.of(fixed.image()),
        List.of(fixed.image()),
        List.of(fixed),
        Optional.empty(),
        Optional.empty(),
        new GivenPoints(points));
  }

  @Test
  void correspondingPointsHaveTheirMeanDistance() {
    Random random = new Random(8);
    double[] p = random.doubles(1200, 0, 9).toArray();
    double[] q = random.doubles(1200, 0, 9).toArray();
    MetricContext context =
        withPoints(Map.of("fp", new PointSet(2, p, false), "mp", new PointSet(2, q, false)));
    Metric metric = new CorrespondingPointsEuclideanDistanceMetricProvider().create(context);
    double sum = 0;
    for (int i = 0; i < 600; i++) {
      sum += Math.hypot(p[2 * i] - q[2 * i], p[2 * i + 1] - q[2 * i + 1]);
    }
    ImageSamples none = new ImageSamples(new double[2][0], new double[0]);
    assertEquals(sum / 600, metric.value(SmoothTransform.identity(2), none), 1e-12);
    Fixture.assertGradient(metric, SmoothTransform.random(2, 0.3, 2), none, 1e-5, 1e-7);
  }

  @Test
  void pointsThatDoNotFitAreNamed() {
    MetricProvider provider = new CorrespondingPointsEuclideanDistanceMetricProvider();
    PointSet one = new PointSet(2, new double[2], false);
    PointSet two = new PointSet(2, new double[4], false);
    PointSet flat = new PointSet(3, new double[3], false);
    for (Map<String, PointSet> wrong :
        List.<Map<String, PointSet>>of(
            Map.of(),
            Map.of("fp", one),
            Map.of("fp", one, "mp", two),
            Map.of("fp", flat, "mp", flat),
            Map.of("fp", new PointSet(2, new double[2], true), "mp", one))) {
      assertThrows(InputException.class, () -> provider.create(withPoints(wrong)));
    }
  }
}
