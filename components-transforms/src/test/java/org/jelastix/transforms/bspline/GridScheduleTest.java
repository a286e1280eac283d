package org.jelastix.transforms.bspline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.transforms.Contexts;
import org.jelastix.transforms.affine.AffineTransformProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridScheduleTest {

  private static TransformContext context(int... size) {
    return context(ImageGrid.ofSize(size), "FinalGridSpacingInPhysicalUnits", "32");
  }

  private static TransformContext context(ImageGrid grid, String... namesAndValues) {
    ParameterMap.Builder map = ParameterMap.builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], List.of(namesAndValues[i + 1].split(" ")));
    }
    if (!Arrays.asList(namesAndValues).contains("NumberOfResolutions")) {
      map.put("NumberOfResolutions", "1");
    }
    Image image = Contexts.image(grid);
    return Contexts.of(map.build(), image, image);
  }

  private static BSplineTransform create(TransformContext context) {
    return (BSplineTransform) new BSplineTransformProvider().create(context);
  }

  @ParameterizedTest
  @CsvSource({"1,9,-0.5", "2,10,-16.5", "3,11,-32.5"})
  void gridsOfElastixsReferenceRuns(int order, int size, double origin) {
    TransformContext c =
        context(
            ImageGrid.ofSize(256, 256),
            "FinalGridSpacingInPhysicalUnits",
            "32",
            "BSplineTransformSplineOrder",
            Integer.toString(order));
    ImageGrid grid = create(c).controlPoints();
    assertArrayEquals(new int[] {size, size}, grid.size());
    assertArrayEquals(new double[] {origin, origin}, grid.origin());
    assertArrayEquals(new double[] {32, 32}, grid.spacing());
  }

  @Test
  void cyclicGridOfElastixsReferenceRun() {
    TransformContext c =
        context(
            ImageGrid.ofSize(256, 256),
            "FinalGridSpacingInPhysicalUnits",
            "32",
            "UseCyclicTransform",
            "true");
    ImageGrid grid = create(c).controlPoints();
    assertArrayEquals(new int[] {11, 8}, grid.size());
    assertArrayEquals(new double[] {-32.5, 15.5}, grid.origin());
  }

  @Test
  void spacingsInVoxelsAndSchedules() {
    ImageGrid image =
        new ImageGrid(
            new int[] {40, 50}, new double[] {0.5, 2}, new double[2], new double[] {1, 0, 0, 1});
    TransformContext c =
        context(
            image,
            "FinalGridSpacingInVoxels",
            "10 5",
            "NumberOfResolutions",
            "2",
            "GridSpacingSchedule",
            "3 2 1 1");
    BSplineTransform first = create(c);
    assertArrayEquals(new double[] {15, 20}, first.controlPoints().spacing());
    BSplineTransform second = create(Contexts.next(c, first));
    assertArrayEquals(new double[] {5, 10}, second.controlPoints().spacing());
    assertArrayEquals(new int[] {4 + 3, 10 + 3}, second.controlPoints().size());
    assertArrayEquals(new double[second.parameterCount()], second.parameters(), 0);

    TransformContext usual =
        context(image, "FinalGridSpacingInVoxels", "10", "NumberOfResolutions", "3");
    assertArrayEquals(new double[] {20, 80}, create(usual).controlPoints().spacing());
    TransformContext none = context(image, "NumberOfResolutions", "1");
    assertArrayEquals(new double[] {8, 8}, create(none).controlPoints().spacing());
  }

  @Test
  void refusesContradictions() {
    ImageGrid image = ImageGrid.ofSize(40, 50);
    assertThrows(
        ParameterException.class,
        () ->
            create(
                context(
                    image,
                    "FinalGridSpacingInVoxels",
                    "10",
                    "FinalGridSpacingInPhysicalUnits",
                    "9")));
    ParameterException e =
        assertThrows(
            ParameterException.class,
            () ->
                create(context(image, "GridSpacingSchedule", "4 2 1", "NumberOfResolutions", "2")));
    assertTrue(e.getMessage().contains("expected 2"), e.getMessage());
    assertThrows(
        ParameterException.class,
        () ->
            create(context(image, "UseCyclicTransform", "true", "FinalGridSpacingInVoxels", "30")));
  }

  @Test
  void everyVoxelIsInTheValidRegion() {
    double[] direction = {0.6, -0.8, 0, 0.8, 0.6, 0, 0, 0, 1};
    ImageGrid image =
        new ImageGrid(
            new int[] {13, 7, 10}, new double[] {0.9, 1.3, 2}, new double[] {5, -6, 7}, direction);
    for (int order = 1; order <= 3; order++) {
      TransformContext c =
          context(
              image,
              "FinalGridSpacingInPhysicalUnits",
              "3.7",
              "BSplineTransformSplineOrder",
              Integer.toString(order));
      BSplineTransform t = create(c);
      double[] ones = new double[t.parameterCount()];
      Arrays.fill(ones, 1);
      Transform shifting = t.withParameters(ones);
      double[] x = new double[3];
      for (int v = 0; v < image.voxelCount(); v++) {
        x[0] = v % 13;
        x[1] = v / 13 % 7;
        x[2] = Math.floorDiv(v, 91);
        image.voxelToWorld(x, x);
        assertEquals(x[0] + 1, shifting.apply(x)[0], 1e-12);
      }
    }
  }

  @Test
  void coversTheImageAsTheInitialTransformMovesIt() {
    ImageGrid image = ImageGrid.ofSize(101, 51);
    ParameterMap stretch =
        ParameterMap.builder()
            .put("Transform", "AffineTransform")
            .put("CenterOfRotationPoint", 0, 0)
            .put("TransformParameters", 2.0, 0, 0, 1, 10, 20)
            .build();
    Transform initial = new AffineTransformProvider().read(Contexts.file(stretch, 2));
    TransformContext c =
        Contexts.withInitial(context(image, "FinalGridSpacingInPhysicalUnits", "10"), initial);
    ImageGrid grid = create(c).controlPoints();
    assertArrayEquals(new double[] {20, 10}, grid.spacing(), 1e-12);
    assertArrayEquals(new int[] {11 + 3, 6 + 3}, grid.size());
    // centred over [10, 210] and [20, 70]
    assertArrayEquals(new double[] {110, 45}, grid.center(), 1e-9);
    TransformContext added =
        Contexts.withInitial(
            context(
                image, "FinalGridSpacingInPhysicalUnits", "10", "HowToCombineTransforms", "Add"),
            initial);
    assertArrayEquals(new double[] {10, 10}, create(added).controlPoints().spacing());
  }

  @Test
  void passiveEdgesGetALargeScale() {
    TransformContext c =
        context(
            ImageGrid.ofSize(256, 256),
            "FinalGridSpacingInPhysicalUnits",
            "64",
            "PassiveEdgeWidth",
            "2");
    BSplineTransform t = create(c);
    double[] scales = new BSplineTransformProvider().scales(c, t);
    int width = t.controlPoints().size(0);
    assertEquals(7, width);
    assertEquals(10000, scales[0]);
    assertEquals(10000, scales[3 * width + 1]);
    assertEquals(1, scales[3 * width + 3]);
    assertEquals(1, scales[width * width + 2 * width + 4]);
    TransformContext tooWide =
        context(
            ImageGrid.ofSize(256, 256),
            "FinalGridSpacingInPhysicalUnits",
            "64",
            "PassiveEdgeWidth",
            "4");
    assertThrows(ParameterException.class, () -> new BSplineTransformProvider().scales(tooWide, t));
    assertEquals(1, new BSplineTransformProvider().scales(context(256, 256), t)[0]);
  }

  @ParameterizedTest
  @CsvSource({"2", "3"})
  void refinementKeepsTheFieldInside(int dim) {
    int[] coarse = new int[dim];
    int[] fine = new int[dim];
    double[] two = new double[dim];
    double[] direction = new double[dim * dim];
    Arrays.fill(coarse, 21);
    Arrays.fill(fine, 41);
    Arrays.fill(two, 2);
    for (int d = 0; d < dim; d++) {
      direction[d * dim + d] = 1;
    }
    ImageGrid from = new ImageGrid(coarse, two, new double[dim], direction);
    ImageGrid to = ImageGrid.ofSize(fine);
    double[] mu = new java.util.Random(1).doubles((long) dim * from.voxelCount(), -1, 1).toArray();
    BSplineTransform before = new BSplineTransform("BSplineTransform", from, 3, false, mu);
    double[] refined = new GridRefinement(from, to, 3).apply(mu);
    BSplineTransform after = new BSplineTransform("BSplineTransform", to, 3, false, refined);
    java.util.Random random = new java.util.Random(2);
    for (int i = 0; i < 200; i++) {
      // the knots of the coarse grid are knots of the fine one, so the spline can be the same
      double[] x = random.doubles(dim, 15, 25).toArray();
      assertArrayEquals(before.apply(x), after.apply(x), 1e-5);
    }
    assertArrayEquals(mu, new GridRefinement(from, from, 3).apply(mu));
  }
}
