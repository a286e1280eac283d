package org.jelastix.transforms.landmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.transforms.Contexts;
import org.jelastix.transforms.DerivativeChecks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LandmarkTransformTest {

  private static LandmarkTransform random(SplineKernel kernel, int dim, double relaxation) {
    Random random = new Random(kernel.parameterValue().length() + 100L * dim);
    double[] source = random.doubles(8L * dim, 0, 10).toArray();
    double[] target = source.clone();
    for (int k = 0; k < target.length; k++) {
      target[k] += random.nextDouble() - 0.5;
    }
    LandmarkSystem system = new LandmarkSystem(kernel, 0.35, relaxation, dim, source);
    return new LandmarkTransform(system, kernel.parameterValue(), target);
  }

  private static PointBatch points(int dim) {
    double[] low = new double[dim];
    double[] high = new double[dim];
    Arrays.fill(high, 10);
    return DerivativeChecks.points(6, 3, low, high);
  }

  @ParameterizedTest
  @EnumSource(SplineKernel.class)
  void derivativesMatchDifferences(SplineKernel kernel) {
    new DerivativeChecks(random(kernel, 2, 0), points(2), 1e-6).all();
    new DerivativeChecks(random(kernel, 3, 0.1), points(3), 1e-6).all();
    new DerivativeChecks(random(kernel, 4, 0), points(4), 1e-6).all();
  }

  @ParameterizedTest
  @EnumSource(SplineKernel.class)
  void takesLandmarksToTheirTargets(SplineKernel kernel) {
    LandmarkTransform t = random(kernel, 3, 0);
    double[] source =
        t.describe().values("FixedImageLandmarks").stream()
            .mapToDouble(Double::parseDouble)
            .toArray();
    for (int l = 0; l < 8; l++) {
      assertArrayEquals(
          Arrays.copyOfRange(t.parameters(), 3 * l, 3 * l + 3),
          t.apply(Arrays.copyOfRange(source, 3 * l, 3 * l + 3)),
          1e-9);
    }
  }

  @ParameterizedTest
  @EnumSource(SplineKernel.class)
  void affineDisplacementsOfLandmarksMoveAllSpaceThatWay(SplineKernel kernel) {
    LandmarkTransform t = random(kernel, 3, 0);
    double[] source =
        t.describe().values("FixedImageLandmarks").stream()
            .mapToDouble(Double::parseDouble)
            .toArray();
    double[] target = source.clone();
    for (int l = 0; l < 8; l++) {
      target[3 * l] = 1.1 * source[3 * l] - 0.2 * source[3 * l + 2] + 3;
    }
    assertArrayEquals(
        new double[] {1.1 * 20 - 0.2 * 7 + 3, -4, 7},
        t.withParameters(target).apply(20, -4, 7),
        1e-8);
  }

  @Test
  void relaxationGoesNear() {
    LandmarkTransform exact = random(SplineKernel.VOLUME, 3, 0);
    LandmarkTransform relaxed = random(SplineKernel.VOLUME, 3, 50);
    double[] first =
        exact.describe().values("FixedImageLandmarks").stream()
            .limit(3)
            .mapToDouble(Double::parseDouble)
            .toArray();
    double miss = Math.abs(relaxed.apply(first)[0] - exact.apply(first)[0]);
    assertTrue(miss > 1e-3 && miss < 1, "missed by " + miss);
  }

  @Test
  void coincidingLandmarksAreAverageable() {
    double[] source = {0, 0, 10, 0, 0, 10, 10, 10, 5, 5, 5, 5};
    LandmarkSystem system = new LandmarkSystem(SplineKernel.THIN_PLATE_R2_LOG_R, 0.3, 0, 2, source);
    for (double v : new LandmarkTransform(system, "ThinPlateSpline", source).apply(3, 4)) {
      assertTrue(Double.isFinite(v));
    }
  }

  @Test
  void fileRoundTripGivesTheSameMap() {
    SplineKernelTransformProvider provider = new SplineKernelTransformProvider();
    for (SplineKernel kernel : SplineKernel.values()) {
      Transform t = random(kernel, 3, 0.5);
      Transform again = provider.read(Contexts.file(t.describe(), 3));
      assertEquals(t.describe(), again.describe());
      assertArrayEquals(t.apply(1, 2, 3), again.apply(1, 2, 3));
    }
    ParameterMap bad =
        random(SplineKernel.VOLUME, 3, 0).describe().toBuilder()
            .put("FixedImageLandmarks", 1, 2)
            .build();
    assertThrows(ParameterException.class, () -> provider.read(Contexts.file(bad, 3)));
  }

  @Test
  void saysWhichOptionIsMissing() {
    var image = Contexts.image(ImageGrid.ofSize(5, 5));
    InputException e =
        assertThrows(
            InputException.class,
            () ->
                new SplineKernelTransformProvider()
                    .create(Contexts.of(ParameterMap.empty(), image, image)));
    assertTrue(e.getMessage().contains("-fp"), e.getMessage());
  }
}
