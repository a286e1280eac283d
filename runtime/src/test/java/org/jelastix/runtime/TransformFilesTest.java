package org.jelastix.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jelastix.api.ParameterException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transforms that name the files of others, from file to resampled image. */
class TransformFilesTest {
  private static final Jelastix JELASTIX = Jelastix.builder().threads(2).build();
  private static final ImageGrid GRID = Blobs.grid(20, 16);

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    JELASTIX.close();
  }

  private static ParameterMap.Builder map(String transform, String... values) {
    ParameterMap.Builder map =
        ParameterMap.builder()
            .put("Transform", transform)
            .put("NumberOfParameters", values.length)
            .put("TransformParameters", values)
            .put("FixedImageDimension", "2")
            .put("MovingImageDimension", "2")
            .put("ResultImagePixelType", "float")
            .put("FinalBSplineInterpolationOrder", "3");
    GridParameters.put(map, GRID);
    return map;
  }

  private Path write(String name, ParameterMap.Builder map) {
    Path file = folder.resolve(name);
    JELASTIX.transformFiles().write(map.build(), file, false);
    return file;
  }

  @BeforeEach
  void translations() {
    write("right.txt", map("TranslationTransform", "2", "0"));
    write("up.txt", map("TranslationTransform", "0", "1.25"));
  }

  /** By points and by the image that it makes. */
  private static void assertShifts(double x, double y, Path file) {
    Transformation t = Transformation.of(JELASTIX, file);
    double[] point = {0.5, 1.5};
    assertArrayEquals(new double[] {0.5 + x, 1.5 + y}, t.transform().apply(point), 1e-6);
    Image result = t.apply(Blobs.of(GRID, x, y));
    Image expected = Blobs.of(GRID, 0, 0);
    int middle = 8 * 20 + 10;
    assertEquals(expected.value(middle), result.value(middle), 1);
    Transformation again = Transformation.of(JELASTIX, t.parameterMaps());
    assertArrayEquals(t.transform().apply(point), again.transform().apply(point), 1e-12);
  }

  @Test
  void weightedSums() {
    ParameterMap.Builder sum =
        map("WeightedCombinationTransform", "0.5", "2").put("SubTransforms", "right.txt", "up.txt");
    assertShifts(1, 2.5, write("sum.txt", sum.put("NormalizeCombinationWeights", "false")));
    assertShifts(
        0.25 / 0.625,
        2 * 1.25 / 2.5,
        write("mean.txt", sum.put("NormalizeCombinationWeights", "true")));
    assertShifts(
        1,
        4.5,
        write(
            "chain.txt",
            map("TranslationTransform", "0", "2")
                .put("InitialTransformParameterFileName", "sum.txt")));
  }

  @Test
  void weightedSumsAreRegistered() {
    write("right.txt", map("TranslationTransform", "1", "0"));
    ParameterMap parameters =
        ParameterMap.builder()
            .put("Transform", "WeightedCombinationTransform")
            .put("SubTransforms", folder + "/right.txt", folder + "/up.txt")
            .put("Metric", "AdvancedMeanSquares")
            .put("Optimizer", "RegularStepGradientDescent")
            .put("ImageSampler", "Full")
            .put("AutomaticScalesEstimation", "false")
            .put("NumberOfResolutions", "1")
            .put("MaximumStepLength", "0.2")
            .put("MinimumStepLength", "0.001")
            .put("MaximumNumberOfIterations", "60")
            .build();
    RegistrationResult result =
        Registration.builder()
            .jelastix(JELASTIX)
            .fixed(Blobs.of(GRID, 0, 0))
            .moving(Blobs.of(GRID, 1.5, -0.5))
            .parameters(parameters)
            .build()
            .run();
    assertArrayEquals(new double[] {1.5, -0.4}, result.transform().parameters(), 0.1);
  }

  @Test
  void externalTransforms() throws IOException {
    assertShifts(
        2, 0, write("e.txt", map("ExternalTransform").put("TransformAddress", "right.txt")));
    // ITK's text files may end in .txt as elastix's own.
    Files.writeString(
        folder.resolve("itk.txt"),
        """
        #Insight Transform File V1.0
        #Transform 0
        Transform: TranslationTransform_double_2_2
        Parameters: 1 -1
        FixedParameters:
        """);
    assertShifts(
        1, -1, write("i.txt", map("ExternalTransform").put("TransformAddress", "itk.txt")));
    assertShifts(
        1,
        0.25,
        write(
            "chain.txt",
            map("TranslationTransform", "0", "1.25")
                .put("InitialTransformParameterFileName", "itk.txt")));
  }

  @Test
  void displacementFields() {
    float[] field = new float[2 * GRID.voxelCount()];
    for (int i = 0; i < field.length; i += 2) {
      field[i] = 1.5f;
      field[i + 1] = -0.5f;
    }
    JELASTIX.images().write(Image.ofVectors(GRID, 2, field), folder.resolve("field.mha"), true);
    for (String order : List.of("0", "1")) {
      ParameterMap.Builder map =
          map("DeformationFieldTransform")
              .put("DeformationFieldFileName", "field.mha")
              .put("DeformationFieldInterpolationOrder", order);
      assertShifts(1.5, -0.5, write("field.txt", map));
    }
  }

  @Test
  void diffusedFieldsAreAddedUnlessTheFileSaysOtherwise() {
    float[] field = new float[2 * GRID.voxelCount()];
    for (int i = 0; i < GRID.voxelCount(); i++) {
      field[2 * i] = i % 20 < 12 ? 0 : 3;
    }
    JELASTIX.images().write(Image.ofVectors(GRID, 2, field), folder.resolve("field.mha"), false);
    write("far.txt", map("TranslationTransform", "4", "0"));
    ParameterMap.Builder map =
        map("BSplineTransformWithDiffusion")
            .put("DeformationFieldFileName", "field.mha")
            .put("InitialTransformParameterFileName", "far.txt");
    assertArrayEquals(
        new double[] {4, 0},
        Transformation.of(JELASTIX, write("d.txt", map)).transform().apply(0, 0),
        1e-6);
    assertArrayEquals(
        new double[] {7, 0},
        Transformation.of(JELASTIX, write("d.txt", map.put("HowToCombineTransforms", "Compose")))
            .transform()
            .apply(0, 0),
        1e-6);
  }

  @Test
  void partsMustNotContainTheWhole() {
    Path a =
        write(
            "a.txt",
            map("WeightedCombinationTransform", "1", "1").put("SubTransforms", "up.txt", "b.txt"));
    write("b.txt", map("ExternalTransform").put("TransformAddress", "a.txt"));
    ParameterException e =
        assertThrows(ParameterException.class, () -> Transformation.of(JELASTIX, a));
    assertTrue(e.getMessage().contains("a part of itself"), e::getMessage);
  }
}
