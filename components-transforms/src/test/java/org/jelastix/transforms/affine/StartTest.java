package org.jelastix.transforms.affine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jelastix.api.ParameterException;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.transforms.Contexts;
import org.junit.jupiter.api.Test;

class StartTest {
  private static final double[] IDENTITY = {1, 0, 0, 1};
  private static final Image FIXED =
      Contexts.image(
          new ImageGrid(new int[] {11, 21}, new double[] {2, 1}, new double[] {5, 6}, IDENTITY));
  private static final Image MOVING =
      Contexts.image(
          new ImageGrid(new int[] {31, 5}, new double[] {1, 3}, new double[] {-1, 2}, IDENTITY));

  private static TransformContext context(String... namesAndValues) {
    ParameterMap.Builder map = ParameterMap.builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], java.util.List.of(namesAndValues[i + 1].split(" ")));
    }
    return Contexts.of(map.build(), FIXED, MOVING);
  }

  private static MatrixTransform affine(TransformContext context) {
    return (MatrixTransform) new AffineTransformProvider().create(context);
  }

  @Test
  void turnsAboutTheImageCentreByDefault() {
    for (TransformContext c : new TransformContext[] {context()}) {
      assertArrayEquals(new double[] {15, 16}, affine(c).center());
      MatrixTransform euler = (MatrixTransform) new EulerTransformProvider().create(c);
      assertArrayEquals(new double[] {15, 16}, euler.center());
      assertArrayEquals(new double[3], euler.parameters());
    }
  }

  @Test
  void takesTheCentreFromTheParameters() {
    assertArrayEquals(new double[] {7, 9}, affine(context("CenterOfRotation", "1 3")).center());
    assertArrayEquals(
        new double[] {1.5, -2}, affine(context("CenterOfRotationPoint", "1.5 -2")).center());
    assertArrayEquals(new double[] {15, 16}, affine(context("CenterOfRotation", "1")).center());
  }

  @Test
  void movesTheCentreAlongWithAComposedInitialTransform() {
    Transform initial =
        new MatrixTransform(new TranslationRule(2), new double[2], new double[] {3, 4});
    TransformContext composed =
        Contexts.withInitial(context("AutomaticTransformInitialization", "true"), initial);
    assertArrayEquals(new double[] {18, 20}, affine(composed).center());
    assertArrayEquals(new double[] {1, 0, 0, 1, 0, 0}, affine(composed).parameters());
    TransformContext added =
        Contexts.withInitial(context("HowToCombineTransforms", "Add"), initial);
    assertArrayEquals(new double[] {15, 16}, affine(added).center());
  }

  @Test
  void alignsGeometricalCentres() {
    MatrixTransform t = affine(context("AutomaticTransformInitialization", "true"));
    assertArrayEquals(new double[] {15, 16}, t.center());
    assertArrayEquals(new double[] {1, 0, 0, 1, -1, -8}, t.parameters());
    // half a voxel further for a translation, as elastix does
    Transform translation =
        new TranslationTransformProvider()
            .create(context("AutomaticTransformInitialization", "true"));
    assertArrayEquals(new double[] {-1.5, -7}, translation.parameters());
  }

  @Test
  void alignsTheBoxesOfMasksForAffineTransforms() {
    byte[] inside = new byte[FIXED.length()];
    inside[2 + 11 * 4] = 1;
    inside[5 + 11 * 8] = 1;
    TransformContext c =
        Contexts.withMasks(
            context("AutomaticTransformInitialization", "true"),
            new Mask(FIXED.grid(), inside),
            null);
    assertArrayEquals(new double[] {12, 12}, affine(c).center());
    assertArrayEquals(new double[] {1, 0, 0, 1, 2, -4}, affine(c).parameters());
    assertArrayEquals(
        new double[] {15, 16}, ((MatrixTransform) new EulerTransformProvider().create(c)).center());
    TransformContext empty =
        Contexts.withMasks(
            context("AutomaticTransformInitialization", "true"),
            new Mask(FIXED.grid(), new byte[FIXED.length()]),
            null);
    assertThrows(RegistrationException.class, () -> affine(empty));
  }

  @Test
  void alignsOrigins() {
    MatrixTransform t =
        affine(
            context(
                "AutomaticTransformInitialization",
                "true",
                "AutomaticTransformInitializationMethod",
                "Origins"));
    assertArrayEquals(new double[] {1, 0, 0, 1, -6, -4}, t.parameters());
    assertArrayEquals(new double[] {20, 12}, t.center());
  }

  @Test
  void alignsCentresOfGravity() {
    ImageGrid grid = ImageGrid.ofSize(9, 9);
    float[] one = new float[81];
    one[2 + 9 * 3] = 1;
    one[4 + 9 * 3] = 3;
    float[] other = new float[81];
    other[6 + 9 * 7] = 2;
    ParameterMap map =
        ParameterMap.builder()
            .put("AutomaticTransformInitialization", "true")
            .put("AutomaticTransformInitializationMethod", "CenterOfGravity")
            .build();
    TransformContext c = Contexts.of(map, Image.of(grid, one), Image.of(grid, other));
    assertArrayEquals(new double[] {3.5, 3}, affine(c).center());
    assertArrayEquals(new double[] {1, 0, 0, 1, 2.5, 4}, affine(c).parameters());
    assertArrayEquals(
        new double[] {0, 2.5, 4}, new EulerTransformProvider().create(c).parameters());
    assertArrayEquals(
        new double[] {2.5, 4}, new TranslationTransformProvider().create(c).parameters());

    ParameterMap threshold =
        map.toBuilder()
            .put("CenterOfGravityUsesLowerThreshold", "true")
            .put("LowerThresholdForCenterGravity", "1")
            .build();
    TransformContext binary = Contexts.of(threshold, Image.of(grid, one), Image.of(grid, other));
    assertArrayEquals(new double[] {3, 3}, affine(binary).center());
    TransformContext dark = Contexts.of(map, Image.of(grid, new float[81]), Image.of(grid, one));
    assertThrows(RegistrationException.class, () -> affine(dark));
  }

  @Test
  void alignsTops() {
    double[] direction = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    Image fixed =
        Contexts.image(
            new ImageGrid(new int[] {4, 4, 10}, new double[] {1, 1, 2}, new double[3], direction));
    Image moving =
        Contexts.image(
            new ImageGrid(new int[] {6, 4, 5}, new double[] {1, 1, 2}, new double[3], direction));
    ParameterMap map =
        ParameterMap.builder()
            .put("AutomaticTransformInitialization", "true")
            .put("AutomaticTransformInitializationMethod", "GeometryTop")
            .build();
    MatrixTransform t = affine(Contexts.of(map, fixed, moving));
    assertArrayEquals(new double[] {2, 2, 10}, t.center());
    assertArrayEquals(
        new double[] {1, 0, -10}, java.util.Arrays.copyOfRange(t.parameters(), 9, 12));
    ParameterException e =
        assertThrows(ParameterException.class, () -> affine(Contexts.of(map, FIXED, MOVING)));
    assertTrue(e.getMessage().contains("GeometryTop needs images of 3 dimensions"));
  }

  @Test
  void scalesFollowTheParameterFile() {
    TransformContext plain = context();
    Transform t = affine(plain);
    AffineTransformProvider provider = new AffineTransformProvider();
    assertArrayEquals(new double[] {1e5, 1e5, 1e5, 1e5, 1, 1}, provider.scales(plain, t));
    assertArrayEquals(new double[] {7, 7, 7, 7, 1, 1}, provider.scales(context("Scales", "7"), t));
    assertArrayEquals(
        new double[] {1, 2, 3, 4, 5, 6}, provider.scales(context("Scales", "1 2 3 4 5 6"), t));
    assertThrows(ParameterException.class, () -> provider.scales(context("Scales", "1 2"), t));
    SimilarityTransformProvider similarity = new SimilarityTransformProvider();
    assertArrayEquals(
        new double[] {9, 1e5, 1, 1},
        similarity.scales(context("Scales", "9"), similarity.create(plain)));
  }

  @Test
  void automaticScalesAreMeanSquaresOfTheJacobian() {
    TransformContext c = context("AutomaticScalesEstimation", "true");
    EulerTransformProvider provider = new EulerTransformProvider();
    double[] scales = provider.scales(c, provider.create(c));
    // mean of |x − c|² over the grid: variances of the two axes
    double variance = 4 * (11 * 11 - 1) / 12.0 + (21 * 21 - 1) / 12.0;
    assertEquals(variance, scales[0], 1e-9);
    assertEquals(1, scales[1]);
    assertEquals(1, scales[2]);
  }
}
