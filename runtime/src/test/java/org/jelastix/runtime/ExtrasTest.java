package org.jelastix.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jelastix.api.InputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parameter.ParameterMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points, meshes, label images and shape models reach the components that ask for them. */
class ExtrasTest {
  private static final Jelastix JELASTIX = Jelastix.builder().threads(2).build();
  private static final ImageGrid FIXED =
      new ImageGrid(
          new int[] {30, 26},
          new double[] {1, 1.5},
          new double[] {-12, 4},
          new double[] {0, -1, 1, 0});
  private static final ImageGrid MOVING = Blobs.grid(40, 36);

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    JELASTIX.close();
  }

  private static ParameterMap.Builder map(String transform, String metric) {
    return ParameterMap.builder()
        .put("Transform", transform)
        .put("Metric", metric)
        .put("Optimizer", "RegularStepGradientDescent")
        .put("ImageSampler", "Full")
        .put("AutomaticTransformInitialization", "false")
        .put("NumberOfResolutions", "1")
        .put("MaximumNumberOfIterations", "100")
        .put("MinimumStepLength", "0.001")
        .put("ResultImagePixelType", "float");
  }

  private static Registration.Builder blobs() {
    return Registration.builder()
        .jelastix(JELASTIX)
        .fixed(Blobs.of(FIXED, 0, 0))
        .moving(Blobs.of(MOVING, 0, 0));
  }

  @Test
  void indicesArePointsOfTheirOwnImages() {
    PointSet fixed = new PointSet(2, new double[] {3, 4, 9.4, 5, 7, 8.6}, true);
    double[] shift = {2.5, -1.5};
    double[] moved =
        new PointSet(2, new double[] {3, 4, 9, 5, 7, 9}, true).toWorld(FIXED).coordinates();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += shift[i % 2];
    }
    RegistrationResult result =
        blobs()
            .points("fp", fixed)
            .points("mp", new PointSet(2, moved, false))
            .parameters(
                map("TranslationTransform", "CorrespondingPointsEuclideanDistanceMetric").build())
            .build()
            .run();
    assertArrayEquals(shift, result.transform().parameters(), 0.01);
    // The same points as indices of the moving image, rounded to whole voxels of it.
    RegistrationResult rounded =
        blobs()
            .points("fp", new PointSet(2, new double[] {0, 0}, true))
            .points("mp", new PointSet(2, new double[] {5.3, 6.6}, true))
            .parameters(
                map("TranslationTransform", "CorrespondingPointsEuclideanDistanceMetric")
                    .put("UseDirectionCosines", "false")
                    .build())
            .build()
            .run();
    double[] expected = new double[2];
    MOVING.voxelToWorld(new double[] {5, 7}, expected);
    assertEquals(expected[0] + 12, rounded.transform().parameters()[0], 0.05);
    assertEquals(expected[1] - 4, rounded.transform().parameters()[1], 0.05);
  }

  @Test
  void meshesKeepTheirCells() throws IOException {
    double[] around = new double[24];
    StringBuilder vtk = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      around[2 * i] = -30 + 6 * Math.cos(i * Math.PI / 6);
      around[2 * i + 1] = 17 + 6 * Math.sin(i * Math.PI / 6);
      vtk.append(around[2 * i]).append(' ').append(around[2 * i + 1]).append(" 0\n");
    }
    vtk.append("LINES 1 14\n13 0 1 2 3 4 5 6 7 8 9 10 11 0\n");
    Path file =
        Files.writeString(
            folder.resolve("mesh.vtk"),
            "# vtk DataFile Version 3.0\nring\nASCII\nDATASET POLYDATA\nPOINTS 12 double\n" + vtk);
    ParameterMap map =
        map("AffineTransform", "MissingStructurePenalty")
            .put("MaximumNumberOfIterations", "3")
            .build();
    double fromFile =
        blobs()
            .option("fmeshA0", file.toString())
            .parameters(map)
            .build()
            .run()
            .stages()
            .get(0)
            .finalMetric();
    List<int[]> cells = JELASTIX.points().cells(file);
    assertEquals(12, cells.size());
    double fromMemory =
        blobs()
            .mesh("fmeshA0", new PointSet(2, around, false), cells)
            .parameters(map)
            .build()
            .run()
            .stages()
            .get(0)
            .finalMetric();
    assertTrue(Double.isFinite(fromFile));
    assertEquals(fromFile, fromMemory, 1e-9 * Math.abs(fromFile));
    InputException e =
        assertThrows(
            InputException.class,
            () ->
                blobs()
                    .points("fmeshA0", new PointSet(2, around, false))
                    .parameters(map)
                    .build()
                    .run());
    assertEquals(
        "-fmeshA0 has no cells; MissingStructurePenalty needs a closed mesh", e.getMessage());
  }

  @Test
  void shapeModelsAreFilesOfNumbers() throws IOException {
    double[] points = {-25, 10, -20, 14, -28, 18};
    Path mean = Files.writeString(folder.resolve("mean.txt"), text(points, 6));
    double[] identity = new double[36];
    for (int i = 0; i < 6; i++) {
      identity[7 * i] = 2;
    }
    Path covariance = Files.writeString(folder.resolve("covariance.txt"), text(identity, 6));
    RegistrationResult result =
        blobs()
            .points("fp", new PointSet(2, points, false))
            .option("mean", mean.toString())
            .option("covariance", covariance.toString())
            .parameters(
                map("TranslationTransform", "StatisticalShapePenalty")
                    .put("NormalizedShapeModel", "false")
                    .put("ShapeModelCalculation", "0")
                    .put("MaximumNumberOfIterations", "3")
                    .build())
            .build()
            .run();
    assertArrayEquals(new double[2], result.transform().parameters(), 1e-6);
  }

  private static String text(double[] values, int columns) {
    return Arrays.stream(values)
            .mapToObj(Double::toString)
            .collect(Collectors.joining(columns == 6 ? " " : "\n"))
        + "\n";
  }

  @Test
  void labelsOfSlidingOrgans() {
    float[] labels = new float[MOVING.voxelCount()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 40 < 20 ? 1 : 2;
    }
    Path file = folder.resolve("labels.mha");
    JELASTIX
        .images()
        .write(Image.of(MOVING, labels).storedAs(PixelType.UNSIGNED_CHAR), file, false);
    RegistrationResult result =
        Registration.builder()
            .jelastix(JELASTIX)
            .fixed(Blobs.of(MOVING, 0, 0))
            .moving(Blobs.of(MOVING, 1, 0.5))
            .option("labels", file.toString())
            .parameters(
                map("MultiBSplineTransformWithNormal", "AdvancedMeanSquares")
                    .put("FinalGridSpacingInVoxels", "12")
                    .put("MaximumNumberOfIterations", "3")
                    .build())
            .build()
            .run();
    assertNotEquals(0, Arrays.stream(result.transform().parameters()).map(Math::abs).sum());
    Transformation again = Transformation.of(JELASTIX, result.parameterMaps());
    assertArrayEquals(result.transform().apply(0.3, 0.2), again.transform().apply(0.3, 0.2), 1e-12);
  }
}
