package org.jelastix.transforms.affine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.transforms.Contexts;
import org.jelastix.transforms.DerivativeChecks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixTransformTest {

  static Stream<MatrixRule> rules() {
    return Stream.of(
        new TranslationRule(2),
        new TranslationRule(3),
        new TranslationRule(4),
        new Euler2Rule(),
        new Euler3Rule(false),
        new Euler3Rule(true),
        new Similarity2Rule(),
        new Similarity3Rule(),
        new AffineRule(2),
        new AffineRule(3),
        new AffineRule(4),
        new AffineLogRule(2),
        new AffineLogRule(3),
        new AffineLogRule(4),
        new AffineDtiRule(2),
        new AffineDtiRule(3));
  }

  private static MatrixTransform random(MatrixRule rule, long seed) {
    Random random = new Random(seed);
    double[] center = random.doubles(rule.dimension(), -20, 20).toArray();
    double[] mu = rule.identity();
    for (int k = 0; k < mu.length; k++) {
      mu[k] += random.nextDouble() - 0.5;
    }
    return new MatrixTransform(rule, rule.hasCenter() ? center : new double[center.length], mu);
  }

  private static PointBatch points(int dim) {
    double[] low = new double[dim];
    double[] high = new double[dim];
    Arrays.fill(low, -30);
    Arrays.fill(high, 50);
    return DerivativeChecks.points(9, 5, low, high);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void derivativesMatchDifferences(MatrixRule rule) {
    new DerivativeChecks(random(rule, 1), points(rule.dimension()), 1e-7).all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void identityMapsPointsToThemselvesExactly(MatrixRule rule) {
    int dim = rule.dimension();
    double[] center = new Random(3).doubles(dim, -20, 20).toArray();
    Transform t = new MatrixTransform(rule, center, rule.identity());
    double[] x = new Random(4).doubles(dim, -20, 20).toArray();
    assertArrayEquals(x, t.apply(x));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void fileRoundTripGivesTheSameMap(MatrixRule rule) {
    Transform t = random(rule, 7);
    ParameterMap file = t.describe();
    TransformProvider provider =
        List.of(
                new TranslationTransformProvider(),
                new EulerTransformProvider(),
                new SimilarityTransformProvider(),
                new AffineTransformProvider(),
                new AffineLogTransformProvider(),
                new AffineDTITransformProvider())
            .stream()
            .filter(p -> p.info().name().equals(file.first("Transform", "")))
            .findFirst()
            .orElseThrow();
    Transform again = provider.read(Contexts.file(file, rule.dimension()));
    assertEquals(file, again.describe());
    double[] x = new Random(8).doubles(rule.dimension(), -20, 20).toArray();
    assertArrayEquals(t.apply(x), again.apply(x));
  }

  @Test
  void eulerAnglesTurnAboutTheAxesInElastixOrder() {
    double a = Math.PI / 2;
    double[] mu = {a, 0, a, 1, 2, 3};
    double[] center = new double[3];
    // about x first: (0, 1, 0) → (0, 0, 1), then about z: stays
    Transform t = new MatrixTransform(new Euler3Rule(false), center, mu);
    assertArrayEquals(new double[] {1, 2, 4}, t.apply(0, 1, 0), 1e-15);
    double[] yThenX = {a, a, 0, 0, 0, 0};
    // z → x by y, x stays under x
    assertArrayEquals(
        new double[] {1, 0, 0},
        new MatrixTransform(new Euler3Rule(false), center, yThenX).apply(0, 0, 1),
        1e-15);
    // z → −y by x, −y stays under y
    assertArrayEquals(
        new double[] {0, -1, 0},
        new MatrixTransform(new Euler3Rule(true), center, yThenX).apply(0, 0, 1),
        1e-15);
  }

  @Test
  void rotationLeavesTheCentreWhereItIs() {
    Transform t =
        new MatrixTransform(new Euler2Rule(), new double[] {10, 20}, new double[] {1, 0, 0});
    assertArrayEquals(new double[] {10, 20}, t.apply(10, 20), 1e-14);
    assertArrayEquals(new double[] {10 + Math.cos(1), 20 + Math.sin(1)}, t.apply(11, 20), 1e-14);
  }

  @Test
  void similarityIsScaleTimesRotation() {
    double[] mu = {0.2, -0.3, 0.4, 0, 0, 0, 1.7};
    double[] m = new Similarity3Rule().matrix(mu);
    for (int r = 0; r < 3; r++) {
      for (int s = 0; s < 3; s++) {
        double dot = 0;
        for (int c = 0; c < 3; c++) {
          dot += m[r * 3 + c] * m[s * 3 + c];
        }
        assertEquals(r == s ? 1.7 * 1.7 : 0, dot, 1e-14);
      }
    }
    double half = Math.PI / 4;
    double[] quarterTurn = {0, 0, Math.sin(half), 0, 0, 0, 2};
    assertArrayEquals(
        new double[] {0, -2, 0, 2, 0, 0, 0, 0, 2},
        new Similarity3Rule().matrix(quarterTurn),
        1e-15);
    double[] tooLong = {3, 4, 0, 0, 0, 0, 1};
    for (double v : new Similarity3Rule().matrix(tooLong)) {
      assertTrue(Double.isFinite(v));
    }
  }

  @Test
  void refusesDimensionsThatElastixDoesNotHave() {
    ParameterMap file =
        ParameterMap.builder()
            .put("Transform", "EulerTransform")
            .put("CenterOfRotationPoint", 0, 0, 0, 0)
            .build();
    ParameterException e =
        assertThrows(
            ParameterException.class,
            () -> new EulerTransformProvider().read(Contexts.file(file, 4)));
    assertTrue(e.getMessage().contains("2 and 3 dimensions, not 4"), e.getMessage());
    assertThrows(
        ParameterException.class,
        () -> new SimilarityTransformProvider().read(Contexts.file(file, 4)));
  }

  @Test
  void readsItkNames() {
    ParameterMap file =
        ParameterMap.builder()
            .put("Transform", "AffineTransform")
            .put("ITKTransformParameters", 1.0, 0.1, 0.2, 0.9, 3, 4)
            .put("ITKTransformFixedParameters", 5.0, 6.0)
            .build();
    MatrixTransform t =
        (MatrixTransform) new AffineTransformProvider().read(Contexts.file(file, 2));
    assertArrayEquals(new double[] {5, 6}, t.center());
    assertArrayEquals(new double[] {8, 10}, t.apply(5, 6), 1e-14);
  }

  @Test
  void namesWhatIsWrongWithAFile() {
    ParameterMap noCenter =
        ParameterMap.builder()
            .source("tp.txt")
            .put("Transform", "AffineTransform")
            .line("Transform", 1)
            .put("TransformParameters", 1.0, 0, 0, 1, 0, 0)
            .build();
    ParameterException e =
        assertThrows(
            ParameterException.class,
            () -> new AffineTransformProvider().read(Contexts.file(noCenter, 2)));
    assertTrue(e.getMessage().startsWith("tp.txt:1: CenterOfRotationPoint is missing"));
    ParameterMap short1 = noCenter.toBuilder().put("CenterOfRotationPoint", 1.0).build();
    assertThrows(
        ParameterException.class,
        () -> new AffineTransformProvider().read(Contexts.file(short1, 2)));
    ParameterMap wrongCount =
        noCenter.toBuilder()
            .put("CenterOfRotationPoint", 1.0, 1.0)
            .put("TransformParameters", 1.0, 2)
            .build();
    e =
        assertThrows(
            ParameterException.class,
            () -> new AffineTransformProvider().read(Contexts.file(wrongCount, 2)));
    assertTrue(e.getMessage().contains("has 2 values; this AffineTransform needs 6"));
  }

  @Test
  void matrixExponentialsOfKnownMatrices() {
    double a = 3;
    assertArrayEquals(
        new double[] {Math.cos(a), -Math.sin(a), Math.sin(a), Math.cos(a)},
        MatrixExponential.of(new double[] {0, -a, a, 0}, 2),
        1e-13);
    assertArrayEquals(
        new double[] {Math.exp(5), 0, 0, Math.exp(-7)},
        MatrixExponential.of(new double[] {5, 0, 0, -7}, 2),
        1e-10);
    assertArrayEquals(
        new double[] {1, 2, 0, 1}, MatrixExponential.of(new double[] {0, 2, 0, 0}, 2), 1e-15);
  }
}
