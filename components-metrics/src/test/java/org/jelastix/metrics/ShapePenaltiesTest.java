package org.jelastix.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
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
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.MetricContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Penalties that look at meshes and shapes. */
class ShapePenaltiesTest {
  private static final ImageSamples NONE = new ImageSamples(new double[2][0], new double[0]);

  /** Extras that are a mesh and a shape model. */
  private record Given(
      Map<String, PointSet> pointSets, List<int[]> polygons, Map<String, double[]> files)
      implements Extras {
    @Override
    public Optional<PointSet> points(String option) {
      return Optional.ofNullable(pointSets.get(option));
    }

    @Override
    public Optional<List<int[]>> cells(String option) {
      return Optional.of(polygons);
    }

    @Override
    public Optional<double[]> numbers(String option) {
      return Optional.ofNullable(files.get(option));
    }

    @Override
    public Image image(String path) {
      throw new InputException(path);
    }

    @Override
    public ParameterMap transformParameters(String path) {
      throw new InputException(path);
    }

    @Override
    public Optional<String> option(String option) {
      return Optional.empty();
    }
  }

  private static MetricContext context(int dim, Extras extras, String... parameters) {
    int[] size = new int[dim];
    Arrays.fill(size, 6);
    WaveImage fixed = new WaveImage(ImageGrid.ofSize(size), 300, 100, 5, 0.2);
    return Fixture.context(
        List.of(fixed.image()),
        List.of(fixed.image()),
        List.of(fixed),
        Optional.empty(),
        Optional.empty(),
        extras,
        parameters);
  }

  private static Given square() {
    return new Given(
        Map.of("fmeshA0", new PointSet(2, new double[] {0, 0, 3, 0, 3, 2, 0, 2}, false)),
        List.of(new int[] {0, 1}, new int[] {1, 2}, new int[] {2, 3}, new int[] {3, 0}),
        Map.of());
  }

  private static Given cube() {
    double[] corners = new double[24];
    for (int i = 0; i < 8; i++) {
      for (int d = 0; d < 3; d++) {
        corners[3 * i + d] = 2 * (i >> d & 1);
      }
    }
    return new Given(
        Map.of(
            "fmeshA0", new PointSet(3, corners, false), "fmeshB0", new PointSet(3, corners, false)),
        List.of(
            new int[] {0, 2, 3, 1},
            new int[] {4, 5, 7, 6},
            new int[] {0, 1, 5, 4},
            new int[] {2, 6, 7, 3},
            new int[] {0, 4, 6, 2},
            new int[] {1, 3, 7, 5}),
        Map.of());
  }

  @Test
  void sizesAreTwiceTheAreaAndSixTimesTheVolume() {
    Metric flat = new MissingStructurePenaltyProvider().create(context(2, square()));
    assertEquals(2 * 6, flat.value(SmoothTransform.identity(2), NONE), 1e-12);
    Metric solid = new MissingStructurePenaltyProvider().create(context(3, cube()));
    assertEquals(2 * 6 * 8, solid.value(SmoothTransform.identity(3), NONE), 1e-12);
    Fixture.assertGradient(flat, SmoothTransform.random(2, 0.2, 3), NONE, 1e-5, 1e-7);
    Fixture.assertGradient(solid, SmoothTransform.random(3, 0.2, 3), NONE, 1e-5, 1e-7);
  }

  @Test
  void meshesThatCannotBeUsedAreNamed() {
    MissingStructurePenaltyProvider provider = new MissingStructurePenaltyProvider();
    PointSet points = new PointSet(2, new double[4], false);
    List<Given> wrong = new ArrayList<>();
    wrong.add(new Given(Map.of(), List.of(), Map.of()));
    wrong.add(new Given(Map.of("fmeshA0", points), List.of(), Map.of()));
    wrong.add(new Given(Map.of("fmeshA0", points), List.of(new int[] {0}), Map.of()));
    wrong.add(new Given(Map.of("fmeshA0", points), List.of(new int[] {0, 2}), Map.of()));
    for (Given given : wrong) {
      assertThrows(InputException.class, () -> provider.create(context(2, given)));
    }
    double[] gradient = new double[16];
    gradient[3] = 7;
    Metric nothing = new PolydataDummyPenaltyProvider().create(context(2, square()));
    assertEquals(0, nothing.valueAndGradient(SmoothTransform.identity(2), NONE, gradient));
    assertArrayEquals(new double[16], gradient);
  }

  private static Given shapes(int dim, int points, boolean normalized) {
    Random random = new Random(9);
    int n = points * dim + (normalized ? dim + 1 : 0);
    double[] p = random.doubles((long) points * dim, 0, 5).toArray();
    double[] mean = random.doubles(n, -1, 1).toArray();
    double[] covariance = new double[n * n];
    for (int shape = 0; shape < n / 2; shape++) {
      double[] v = random.doubles(n, -1, 1).toArray();
      for (int r = 0; r < n; r++) {
        for (int c = 0; c < n; c++) {
          covariance[r * n + c] += v[r] * v[c];
        }
      }
    }
    return new Given(
        Map.of("fp", new PointSet(dim, p, false)),
        List.of(),
        Map.of("mean", mean, "covariance", covariance));
  }

  @ParameterizedTest
  @CsvSource({
    "2, true, 0, 0.5, 0",
    "3, true, 2, 0.3, 0",
    "3, true, 2, 0, 2.5",
    "2, false, 1, 0.4, 5",
    "3, false, 0, 0.2, 0",
    "2, false, 1, 0, 0"
  })
  void shapeGradientIsTheDerivativeOfTheValue(
      int dim, boolean normalized, int calculation, double shrinkage, double cutOff) {
    MetricContext context =
        context(
            dim,
            shapes(dim, 5, normalized),
            "NormalizedShapeModel",
            String.valueOf(normalized),
            "ShapeModelCalculation",
            String.valueOf(calculation),
            "ShrinkageIntensity",
            String.valueOf(shrinkage),
            "BaseVariance",
            "3",
            "CentroidXVariance",
            "-1",
            "SizeVariance",
            "0.5",
            "CutOffValue",
            String.valueOf(cutOff));
    Fixture.assertGradient(
        new StatisticalShapePenaltyProvider().create(context),
        SmoothTransform.random(dim, 0.3, 2),
        NONE,
        1e-5,
        1e-6);
  }

  @Test
  void waysOfInvertingAgreeWithShrinkage() {
    SmoothTransform transform = SmoothTransform.random(3, 0.3, 2);
    double whole =
        new StatisticalShapePenaltyProvider()
            .create(context(3, shapes(3, 4, true), "ShapeModelCalculation", "0"))
            .value(transform, NONE);
    double scaled =
        new StatisticalShapePenaltyProvider()
            .create(context(3, shapes(3, 4, true), "ShapeModelCalculation", "2"))
            .value(transform, NONE);
    assertEquals(whole, scaled, 1e-9 * whole);
  }

  @Test
  void distanceFromAKnownModel() {
    double[] slopes = new double[2];
    ShapeModel model =
        ShapeModel.of(
            new double[] {1, 2}, new double[][] {{4, 0}, {0, 0}}, new double[] {1, 1}, 0, false);
    // The second direction has no variance, so it does not count.
    assertEquals(3, model.distance(new double[] {7, 99}, slopes), 1e-12);
    assertArrayEquals(new double[] {0.5, 0}, slopes, 1e-12);
    assertEquals(0, model.distance(new double[] {1, 2}, slopes));
    ShapeModel shrunk =
        ShapeModel.of(
            new double[] {0, 0}, new double[][] {{4, 0}, {0, 4}}, new double[] {16, 16}, 1, false);
    assertEquals(0.25, shrunk.distance(new double[] {1, 0}, slopes), 1e-12);
  }

  @Test
  void wrongModelsAreNamed() {
    StatisticalShapePenaltyProvider provider = new StatisticalShapePenaltyProvider();
    assertThrows(
        ParameterException.class,
        () -> provider.create(context(2, shapes(2, 3, true), "ShapeModelCalculation", "1")));
    String message =
        assertThrows(InputException.class, () -> provider.create(context(2, shapes(2, 3, false))))
            .getMessage();
    assertTrue(message.startsWith("-mean has 6 numbers; 9 are needed"), message);
    assertThrows(InputException.class, () -> provider.create(context(2, square())));
  }
}
