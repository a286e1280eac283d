package org.jelastix.transforms.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.transforms.Contexts;
import org.jelastix.transforms.DerivativeChecks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StackTransformTest {
  private static final double[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1};

  static Stream<TransformProvider> providers() {
    return Stream.of(
        new TranslationStackTransformProvider(),
        new EulerStackTransformProvider(),
        new AffineLogStackTransformProvider(),
        new BSplineStackTransformProvider());
  }

  private static TransformContext context(int dim, String... namesAndValues) {
    ImageGrid grid =
        dim == 3
            ? new ImageGrid(
                new int[] {12, 10, 4}, new double[] {1, 2, 5}, new double[] {3, 4, -7}, IDENTITY)
            : ImageGrid.ofSize(8, 7, 6, 3);
    ParameterMap.Builder map =
        ParameterMap.builder()
            .put("NumberOfResolutions", "2")
            .put("FinalGridSpacingInPhysicalUnits", "6");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1].split(" "));
    }
    Image image = Contexts.image(grid);
    return Contexts.of(map.build(), image, image);
  }

  private static Transform random(TransformProvider provider, int dim) {
    Transform t = provider.create(context(dim));
    return t.withParameters(new Random(4).doubles(t.parameterCount(), -0.5, 0.5).toArray());
  }

  /** Points well within the slices, and one beyond each end. */
  private static PointBatch points(int dim) {
    double[] low = {5.1, 6.2, 2};
    double[] high = {12, 20, 3};
    if (dim == 4) {
      low = new double[] {1.1, 1.2, 1.3, 0};
      high = new double[] {6, 5, 4, 0};
    }
    PointBatch points = DerivativeChecks.points(9, 8, low, high);
    for (int i = 0; i < 9; i++) {
      points.axis(dim - 1)[i] = dim == 3 ? -7 + 5 * (i * 5 % 6 - 1) + 0.4 * i - 1 : i % 3 + 0.2;
    }
    return points;
  }

  @ParameterizedTest
  @MethodSource("providers")
  void derivativesMatchDifferences(TransformProvider provider) {
    new DerivativeChecks(random(provider, 3), points(3), 1e-6).all();
    DerivativeChecks four = new DerivativeChecks(random(provider, 4), points(4), 1e-6);
    four.pullback();
    four.spatialDerivatives();
    four.lattices();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void fileRoundTripGivesTheSameMap(TransformProvider provider) {
    Transform t = random(provider, 3);
    Transform again = provider.read(Contexts.file(t.describe(), 3));
    assertEquals(t.describe(), again.describe());
    assertArrayEquals(t.apply(8, 9, 3), again.apply(8, 9, 3));
    ParameterMap incomplete = t.describe().toBuilder().remove("StackSpacing").build();
    assertThrows(ParameterException.class, () -> provider.read(Contexts.file(incomplete, 3)));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void startsAtTheIdentity(TransformProvider provider) {
    Transform t = provider.create(context(3));
    assertArrayEquals(new double[] {8, 9, 3}, t.apply(8, 9, 3));
    TransformContext next = Contexts.next(context(3), t);
    assertArrayEquals(new double[] {8, 9, 3}, provider.create(next).apply(8, 9, 3));
    double[] scales = provider.scales(next, provider.create(next));
    assertEquals(provider.create(next).parameterCount(), scales.length);
  }

  @Test
  void eachSliceHasItsOwnPart() {
    Transform t = new TranslationStackTransformProvider().create(context(3));
    Transform moved = t.withParameters(new double[] {1, 0, 2, 0, 3, 0, 4, 0});
    assertEquals(1, moved.apply(0, 0, -100)[0]);
    assertEquals(2, moved.apply(0, 0, -3)[0]);
    assertEquals(3, moved.apply(0, 0, 2)[0]);
    assertEquals(4, moved.apply(0, 0, 100)[0]);
    assertEquals(100, moved.apply(0, 0, 100)[2]);
    assertEquals("[-7]", moved.describe().values("StackOrigin").toString());
  }

  @Test
  void turnsAboutTheImageCentreUnlessToldOtherwise() {
    EulerStackTransformProvider provider = new EulerStackTransformProvider();
    assertEquals(
        "[8.5, 13]",
        provider.create(context(3)).describe().values("CenterOfRotationPoint").toString());
    assertEquals(
        "[5, 8]",
        provider
            .create(context(3, "CenterOfRotation", "2 2"))
            .describe()
            .values("CenterOfRotationPoint")
            .toString());
    Transform t = provider.create(context(3, "CenterOfRotationPoint", "1 2"));
    assertEquals("[1, 2]", t.describe().values("CenterOfRotationPoint").toString());
  }

  @Test
  void scalesOfOnePartServeAll() {
    EulerStackTransformProvider provider = new EulerStackTransformProvider();
    TransformContext c = context(3, "AutomaticScalesEstimation", "true");
    double[] scales = provider.scales(c, provider.create(c));
    double variance = (12 * 12 - 1) / 12.0 + 4 * (10 * 10 - 1) / 12.0;
    assertEquals(variance, scales[0], 1e-9);
    assertArrayEquals(Arrays.copyOf(scales, 3), Arrays.copyOfRange(scales, 9, 12));
    double[] plain = provider.scales(context(3), provider.create(context(3)));
    assertArrayEquals(new double[] {10000, 1, 1}, Arrays.copyOf(plain, 3));
    assertThrows(
        ParameterException.class,
        () -> provider.scales(context(3, "Scales", "1 2"), provider.create(context(3))));
  }
}
