package org.jelastix.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jelastix.api.InputException;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Metric;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.spi.MetricContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RigidityPenaltiesTest {
  private static final ImageSamples NONE = new ImageSamples(new double[2][0], new double[0]);

  private static MetricContext context(int dim, Map<String, Image> images, String... parameters) {
    WaveImage fixed = new WaveImage(Fixture.grid(dim, 8), 300, 100, 5, 0.2);
    return Fixture.context(
        List.of(fixed.image()),
        List.of(fixed.image()),
        List.of(fixed),
        Optional.empty(),
        Optional.empty(),
        new GivenPoints(Map.of(), images),
        parameters);
  }

  private static GridTransform spline(int dim, double size) {
    ImageGrid grid = Fixture.grid(dim, 5);
    double[] mu = new Random(6).doubles((long) dim * grid.voxelCount(), -size, size).toArray();
    return new GridTransform(grid, mu);
  }

  @ParameterizedTest
  @CsvSource({"2", "3", "4"})
  void rigidityGradientIsTheDerivativeOfTheValue(int dim) {
    Metric metric =
        new TransformRigidityPenaltyProvider()
            .create(
                context(
                    dim,
                    Map.of(),
                    "LinearityConditionWeight",
                    "3",
                    "PropernessConditionWeight",
                    "0.5"));
    GridTransform transform = dim == 4 ? smallSpline() : spline(dim, 0.3);
    Fixture.assertGradient(metric, transform, NONE, 1e-5, 1e-7);
  }

  @Test
  void theConditionsAreColumns() {
    Metric metric =
        new TransformRigidityPenaltyProvider()
            .create(
                context(
                    2,
                    Map.of(),
                    "LinearityConditionWeight",
                    "3",
                    "PropernessConditionWeight",
                    "0.5",
                    "UseOrthonormalityCondition",
                    "false",
                    "CalculateOrthonormalityCondition",
                    "false"));
    GridTransform transform = spline(2, 0.3);
    Map<String, Double> columns = metric.columns(transform);
    assertEquals(
        metric.value(transform, NONE),
        3 * columns.get("Metric-LC") + 0.5 * columns.get("Metric-PC"),
        1e-12);
    assertEquals(0, columns.get("Metric-OC"));
    assertEquals(0, columns.get("||Gradient-OC||"));
    assertTrue(columns.get("||Gradient-LC||") > 0);
  }

  private static GridTransform smallSpline() {
    ImageGrid grid = ImageGrid.ofSize(3, 3, 3, 3);
    return new GridTransform(grid, new Random(6).doubles(4 * 81, -0.3, 0.3).toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Linearity", "Orthonormality", "Properness"})
  void aRotationIsRigidInside(String condition) {
    ImageGrid grid = Fixture.grid(2, 30);
    double[] mu = new double[2 * grid.voxelCount()];
    double c = Math.cos(0.4) - 1;
    double s = Math.sin(0.4);
    double[] x = new double[2];
    for (int k = 0; k < grid.voxelCount(); k++) {
      x[0] = k % 30;
      x[1] = Math.floorDiv(k, 30);
      grid.voxelToWorld(x, x);
      // Splines reproduce linear functions of the control points' positions.
      mu[k] = c * x[0] - s * x[1];
      mu[grid.voxelCount() + k] = s * x[0] + c * x[1];
    }
    // The border sees repeated coefficients, so only the middle is asked for.
    float[] rigid = new float[30 * 31];
    for (int k = 0; k < rigid.length; k++) {
      boolean inner = k % 30 > 2 && k % 30 < 27 && k / 30 > 2 && k / 30 < 27;
      rigid[k] = inner ? 1 : 0;
    }
    Metric metric =
        new TransformRigidityPenaltyProvider()
            .create(
                context(
                    2,
                    Map.of("r.mhd", Image.of(grid, rigid)),
                    "FixedRigidityImageName",
                    "r.mhd",
                    "DilateRigidityImages",
                    "false",
                    "UseLinearityCondition",
                    String.valueOf(condition.equals("Linearity")),
                    "UseOrthonormalityCondition",
                    String.valueOf(condition.equals("Orthonormality")),
                    "UsePropernessCondition",
                    String.valueOf(condition.equals("Properness"))));
    assertEquals(0, metric.value(new GridTransform(grid, mu), NONE), 1e-20);
    for (int j = 0; j < mu.length; j++) {
      mu[j] *= 1 + 0.1 * Math.sin(j);
    }
    assertTrue(metric.value(new GridTransform(grid, mu), NONE) > 1e-6);
  }

  @Test
  void coefficientsComeFromBothImagesAndGrow() {
    ImageGrid grid = ImageGrid.ofSize(9, 9);
    float[] dot = new float[81];
    dot[4 * 9 + 4] = 0.5f;
    Image image = Image.of(grid, dot);
    GridTransform transform = new GridTransform(grid, new double[162]);
    double[] plain =
        new RigidityCoefficients(Optional.of(image), Optional.of(image), Optional.empty())
            .at(grid, transform);
    // The transform shifts by (1, 2): control point (3, 2) is mapped onto the dot.
    assertEquals(0.5, plain[4 * 9 + 4]);
    assertEquals(0.5, plain[2 * 9 + 3]);
    assertEquals(0, plain[2 * 9 + 4]);
    double[] grown =
        new RigidityCoefficients(Optional.of(image), Optional.empty(), Optional.of(2.0))
            .at(grid, transform);
    int count = 0;
    for (double v : grown) {
      count += v == 0.5 ? 1 : 0;
    }
    assertEquals(25, count);
  }

  @Test
  void filtersHaveTrueAdjoints() {
    double[][] taps = {{1, 2, 3}, {-1, 0, 5}, {0.5, 0.25, 1}};
    GridFilter filter = new GridFilter(new int[] {4, 3, 2}, taps);
    Random random = new Random(1);
    double[] a = random.doubles(24).toArray();
    double[] b = random.doubles(24).toArray();
    double[] fa = filter.apply(a);
    double[] gb = filter.adjoint(b);
    double left = 0;
    double right = 0;
    for (int k = 0; k < 24; k++) {
      left += fa[k] * b[k];
      right += a[k] * gb[k];
    }
    assertEquals(left, right, 1e-12);
  }

  @Test
  void otherTransformsAndOrdersAreRefused() {
    Metric metric = new TransformRigidityPenaltyProvider().create(context(2, Map.of()));
    assertEquals(
        "TransformRigidityPenalty needs a B-spline transform of order 3, not SmoothTransform",
        assertThrows(
                RegistrationException.class, () -> metric.value(SmoothTransform.identity(2), NONE))
            .getMessage());
    assertThrows(
        InputException.class,
        () ->
            new TransformRigidityPenaltyProvider()
                .create(context(2, Map.of(), "MovingRigidityImageName", "no.mhd")));
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "3, 2"})
  void distanceGradientIsTheDerivativeOfTheValue(int dim, String spacing) {
    ImageGrid grid = Fixture.grid(dim, 9);
    float[] labels = new float[grid.voxelCount()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % grid.size(0) < 4 ? 1 : i % grid.size(0) < 7 ? 3 : 6;
    }
    Metric metric =
        new DistancePreservingRigidityPenaltyProvider()
            .create(
                context(
                    dim,
                    Map.of("s.mhd", Image.of(grid, labels)),
                    "SegmentedImageName",
                    "s.mhd",
                    "PenaltyGridSpacingInVoxels",
                    spacing));
    SmoothTransform transform = SmoothTransform.random(dim, 0.3, 2);
    Fixture.assertGradient(metric, transform, NONE, 1e-5, 1e-7);
    assertEquals(0, metric.value(SmoothTransform.identity(dim), NONE), 1e-20);
  }

  @Test
  void distanceOfAStretchedPairIsKnown() {
    // Two rigid voxels, one apart; T doubles the first coordinate.
    float[] labels = {0, 2, 2, 0, 4, 9};
    ImageGrid grid = ImageGrid.ofSize(6, 1);
    Metric metric =
        new DistancePreservingRigidityPenaltyProvider()
            .create(
                context(2, Map.of("s.mhd", Image.of(grid, labels)), "SegmentedImageName", "s.mhd"));
    double[] mu = new double[16];
    mu[1] = 10;
    // Each of the 2 points: (4 - 1)² over 2 neighbours and 4 labelled voxels.
    assertEquals(2 * 9.0 / 2 / 4, metric.value(new SmoothTransform(2, mu), NONE), 1e-12);
    double[] gradient = {1, 1};
    Metric empty =
        new DistancePreservation(
            new ImageSamples(new double[2][0], new double[0]),
            new int[1],
            new int[0],
            1,
            Parallel.sequential());
    assertEquals(0, empty.valueAndGradient(new PlainShift(true), NONE, gradient));
    assertArrayEquals(new double[2], gradient);
  }
}
