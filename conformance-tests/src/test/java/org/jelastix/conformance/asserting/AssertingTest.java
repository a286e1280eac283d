package org.jelastix.conformance.asserting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.conformance.fixture.Grids;
import org.jelastix.conformance.fixture.Poses;
import org.jelastix.conformance.mutation.FaultyTransform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What components and their callers may do wrong is noticed, and what is right is not. */
class AssertingTest {
  private static final ImageGrid GRID = ImageGrid.ofSize(20, 30);

  private final AssertingComponents asserting = new AssertingComponents();
  private final Transform transform = made(new FaultyTransform());

  private Transform made(TransformProvider provider) {
    Image image = Image.of(GRID, new float[600]);
    TransformProvider looked = asserting.decorate(TransformProvider.class, provider);
    return Poses.initial(looked, image, image, ParameterMap.builder().build());
  }

  private static PointBatch points() {
    return Grids.points(new SplittableRandom(1), GRID, 40, 0);
  }

  private void assertSeen(String words) {
    List<String> seen = asserting.violations();
    assertTrue(seen.stream().anyMatch(s -> s.contains(words)), seen::toString);
  }

  @Test
  void nothingIsSaidOfARightUse() {
    TransformKernel kernel = transform.kernel();
    kernel.forward(points(), new PointBatch(2));
    kernel.pullback(new double[2][40], new double[transform.parameterCount()]);
    Transform other = transform.withParameters(transform.parameters());
    other
        .kernel()
        .lattice(new double[2], new double[][] {{1, 0}}, new int[] {20}, new PointBatch(2));
    assertTrue(other instanceof SpatiallyDifferentiable);
    var spatial = ((SpatiallyDifferentiable) other).spatialKernel();
    spatial.at(points());
    spatial.jacobian(new double[4][40]);
    assertEquals(List.of(), asserting.violations());
  }

  @Test
  void pullbackNeedsForward() {
    transform.kernel().pullback(new double[2][40], new double[transform.parameterCount()]);
    assertSeen("pullback() is called without forward()");
  }

  @Test
  void latticesLeaveNothingToPullBack() {
    TransformKernel kernel = transform.kernel();
    kernel.forward(points(), new PointBatch(2));
    kernel.lattice(new double[2], new double[][] {{1, 0}}, new int[] {20}, new PointBatch(2));
    kernel.pullback(new double[2][40], new double[transform.parameterCount()]);
    assertSeen("pullback() is called without forward()");
  }

  @Test
  void cotangentsAreAsManyAsPoints() {
    TransformKernel kernel = transform.kernel();
    kernel.forward(points(), new PointBatch(2));
    assertThrows(
        RuntimeException.class,
        () -> kernel.pullback(new double[2][39], new double[transform.parameterCount()]));
    assertSeen("arrays of 39 for 40 points");
  }

  @Test
  void aBatchIsNotMappedOntoItself() {
    PointBatch points = points();
    transform.kernel().forward(points, points);
    assertSeen("one batch for both");
  }

  @Test
  void aKernelIsForOneThread() throws InterruptedException {
    Witness witness = ((AssertingTransform) transform).witness();
    Thread other = new Thread(() -> witness.during(() -> {}));
    witness.during(
        () -> {
          other.start();
          try {
            other.join();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertSeen("two threads at once");
  }

  @Test
  void farPointsMustBeFinite() {
    Transform far = made(new FaultyTransform("far points map to NaN"));
    far.kernel()
        .lattice(
            new double[] {1e9, 1e9}, new double[][] {{1, 0}}, new int[] {3}, new PointBatch(2));
    assertSeen("not finite");
  }

  /** What a metric may do wrong, and what must be said of it. */
  private enum Sloppy implements Metric {
    FORGETS("left entries of the gradient"),
    EXPLODES("returned NaN"),
    WRITES("wrote to the samples"),
    DRIFTS("returns another value when it is called again"),
    TURNS("gives another gradient when it is called again");

    private final String words;
    private int calls;

    Sloppy(String words) {
      this.words = words;
    }

    @Override
    public double value(Transform transform, ImageSamples samples) {
      return 1;
    }

    @Override
    public double valueAndGradient(Transform transform, ImageSamples samples, double[] gradient) {
      calls++;
      Arrays.fill(gradient, 0, this == FORGETS ? 1 : gradient.length, this == TURNS ? calls : 1);
      if (this == WRITES) {
        samples.values()[0]++;
      }
      return this == EXPLODES ? Double.NaN : this == DRIFTS ? calls : 1;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMetricMayNot(Sloppy metric) {
    Violations violations = new Violations();
    ImageSamples samples = new ImageSamples(new double[2][5], new double[5]);
    new AssertingMetric(metric, "Sloppy", violations)
        .valueAndGradient(transform, samples, new double[transform.parameterCount()]);
    assertEquals(1, violations.all().size(), () -> "" + violations.all());
    assertTrue(violations.all().get(0).contains(metric.words), () -> "" + violations.all());
  }
}
