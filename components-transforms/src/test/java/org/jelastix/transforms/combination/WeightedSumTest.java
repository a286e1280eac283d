package org.jelastix.transforms.combination;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.Extras;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.transforms.Contexts;
import org.jelastix.transforms.DerivativeChecks;
import org.jelastix.transforms.affine.AffineTransformProvider;
import org.jelastix.transforms.bspline.BSplineTransform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightedSumTest {
  private static final Transform AFFINE =
      new AffineTransformProvider()
          .read(
              Contexts.file(
                  ParameterMap.builder()
                      .put("Transform", "AffineTransform")
                      .put("CenterOfRotationPoint", 1, 2)
                      .put("TransformParameters", 1.2, 0.1, -0.2, 0.9, 3, 4)
                      .build(),
                  2));

  private static Transform spline() {
    ImageGrid grid = ImageGrid.ofSize(8, 8);
    double[] mu = new Random(1).doubles(128, -1, 1).toArray();
    return new BSplineTransform("BSplineTransform", grid, 3, false, mu);
  }

  private static TransformFileContext file(ParameterMap map, double... weights) {
    return new TransformFileContext(
        map,
        2,
        weights,
        Optional.empty(),
        Extras.none(),
        name -> name.equals("spline.txt") ? spline() : AFFINE);
  }

  private static ParameterMap map(boolean normalise, String... files) {
    return ParameterMap.builder()
        .put("Transform", "WeightedCombinationTransform")
        .put("NormalizeCombinationWeights", Boolean.toString(normalise))
        .put("SubTransforms", files)
        .build();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void derivativesMatchDifferences(boolean normalise) {
    Transform t =
        new WeightedCombinationTransformProvider()
            .read(file(map(normalise, "affine.txt", "spline.txt", "affine.txt"), 0.5, 0.7, 0.2));
    new DerivativeChecks(
            t,
            DerivativeChecks.points(8, 2, new double[] {1.5, 1.5}, new double[] {5.5, 5.5}),
            1e-7)
        .all();
    Transform again =
        new WeightedCombinationTransformProvider().read(file(t.describe(), t.parameters()));
    assertEquals(t.describe(), again.describe());
  }

  @Test
  void weighsDisplacementsOrPositions() {
    WeightedCombinationTransformProvider provider = new WeightedCombinationTransformProvider();
    double[] x = {3, 4};
    double[] y = AFFINE.apply(x);
    Transform half = provider.read(file(map(false, "a.txt"), 0.5));
    assertArrayEquals(new double[] {(x[0] + y[0]) / 2, (x[1] + y[1]) / 2}, half.apply(x), 1e-12);
    assertEquals(true, half.asAffine().isPresent());
    Transform normalised = provider.read(file(map(true, "a.txt"), 0.5));
    assertArrayEquals(y, normalised.apply(x), 1e-12);
    new DerivativeChecks(
            normalised, DerivativeChecks.points(4, 2, new double[2], new double[] {5, 5}), 1e-7)
        .all();
  }

  @Test
  void refusesWhatIsIncomplete() {
    WeightedCombinationTransformProvider provider = new WeightedCombinationTransformProvider();
    assertThrows(
        ParameterException.class, () -> provider.read(file(map(false, "a.txt"), 0.5, 0.5)));
    assertThrows(
        ParameterException.class, () -> provider.read(file(map(true, "a.txt", "b.txt"), 1, -1)));
    ParameterMap none = ParameterMap.builder().put("Transform", "x").build();
    assertThrows(ParameterException.class, () -> provider.read(file(none)));
    assertEquals(
        List.of("a.txt"),
        provider.read(file(map(false, "a.txt"), 1)).describe().values("SubTransforms"));
  }
}
