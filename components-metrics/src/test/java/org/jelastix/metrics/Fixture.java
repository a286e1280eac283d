package org.jelastix.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.MetricContext;

/** What the tests of metrics share: grids with odd geometry, samples, contexts and checks. */
final class Fixture {
  static final Parallel THREADS =
      (tasks, task) -> IntStream.range(0, tasks).parallel().forEach(task);

  private Fixture() {}

  /** A grid with unequal spacings, an origin off zero and, in 2-D and 3-D, a turned direction. */
  static ImageGrid grid(int dim, int size) {
    int[] sizes = new int[dim];
    double[] spacing = new double[dim];
    double[] origin = new double[dim];
    double[] direction = new double[dim * dim];
    for (int d = 0; d < dim; d++) {
      sizes[d] = size + d;
      spacing[d] = 0.7 + 0.3 * d;
      origin[d] = 3.0 - 2 * d;
      direction[d * dim + d] = 1;
    }
    double c = Math.cos(0.3);
    double s = Math.sin(0.3);
    direction[0] = c;
    direction[1] = -s;
    direction[dim] = s;
    direction[dim + 1] = c;
    return new ImageGrid(sizes, spacing, origin, direction);
  }

  /** Random points inside the grid, off its border by a part of its size, with a wave's values. */
  static ImageSamples samples(WaveImage fixed, int n, double margin, long seed) {
    Random random = new Random(seed);
    ImageGrid grid = fixed.grid();
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
      values[i] = fixed.at(x);
    }
    return new ImageSamples(points, values);
  }

  static MetricContext context(WaveImage fixed, WaveImage moving, String... parameters) {
    return context(
        List.of(fixed.image()),
        List.of(moving.image()),
        List.of(moving),
        Optional.empty(),
        Optional.empty(),
        Extras.none(),
        parameters);
  }

  static MetricContext context(
      List<Image> fixed,
      List<Image> moving,
      List<Interpolator> interpolators,
      Optional<Mask> fixedMask,
      Optional<Mask> movingMask,
      Extras extras,
      String... parameters) {
    return new MetricContext(
        parameters(parameters),
        fixed,
        moving,
        interpolators,
        fixedMask,
        movingMask,
        extras,
        THREADS);
  }

  /** Name and value in turn; a value with blanks is a list. */
  static ComponentParameters parameters(String... namesAndValues) {
    ParameterMap.Builder builder = ParameterMap.builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      builder.put(namesAndValues[i], List.of(namesAndValues[i + 1].split(" ")));
    }
    return new ComponentParameters(builder.build(), "Metric0", 0);
  }

  /** The same context on one thread. */
  static MetricContext sequential(MetricContext c) {
    return new MetricContext(
        c.parameters(),
        c.fixed(),
        c.moving(),
        c.interpolators(),
        c.fixedMask(),
        c.movingMask(),
        c.extras(),
        Parallel.sequential());
  }

  /** A context with other parameters. */
  static MetricContext with(MetricContext c, Map<String, List<String>> parameters) {
    return new MetricContext(
        new ComponentParameters(ParameterMap.of(parameters), "Metric0", 0),
        c.fixed(),
        c.moving(),
        c.interpolators(),
        c.fixedMask(),
        c.movingMask(),
        c.extras(),
        c.parallel());
  }

  /** Compares the gradient with central differences of the value, and both entry points. */
  static void assertGradient(
      Metric metric, Transform transform, ImageSamples samples, double step, double tolerance) {
    double[] mu = transform.parameters();
    double[] gradient = new double[mu.length];
    Arrays.fill(gradient, Double.NaN);
    double value = metric.valueAndGradient(transform, samples, gradient);
    assertEquals(metric.value(transform, samples), value, 1e-10 * Math.abs(value) + 1e-13);
    double[] slopes = new double[mu.length];
    double largest = 0;
    for (int j = 0; j < mu.length; j++) {
      double[] plus = mu.clone();
      double[] minus = mu.clone();
      plus[j] += step;
      minus[j] -= step;
      slopes[j] =
          (metric.value(transform.withParameters(plus), samples)
                  - metric.value(transform.withParameters(minus), samples))
              / (2 * step);
      largest = Math.max(largest, Math.abs(slopes[j]));
    }
    assertTrue(largest > 0, "the metric does not react to any parameter");
    for (int j = 0; j < mu.length; j++) {
      assertEquals(slopes[j], gradient[j], tolerance * largest, "parameter " + j);
    }
  }

  /** The same bits on one thread and on many. */
  static void assertSameBits(Metric one, Metric many, Transform transform, ImageSamples samples) {
    double[] a = new double[transform.parameterCount()];
    double[] b = new double[transform.parameterCount()];
    double value = one.valueAndGradient(transform, samples, a);
    List<Double> values = new ArrayList<>();
    for (int repeat = 0; repeat < 2; repeat++) {
      values.add(many.valueAndGradient(transform, samples, b));
      assertArrayEquals(a, b);
    }
    assertEquals(List.of(value, value), values);
    assertEquals(one.value(transform, samples), many.value(transform, samples));
  }
}
