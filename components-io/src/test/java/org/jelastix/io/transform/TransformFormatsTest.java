package org.jelastix.io.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.TransformFileFormat;
import org.jelastix.io.DamagedBytes;
import org.jelastix.io.image.MetaImageFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformFormatsTest {
  @TempDir Path folder;

  private static final List<TransformFileFormat> FORMATS =
      List.of(new ItkTextTransformFormat(), new ItkHdf5TransformFormat());

  private static ParameterMap.Builder transform(String name, int dim, double... parameters) {
    return ParameterMap.builder()
        .put("Transform", name)
        .put("NumberOfParameters", Integer.toString(parameters.length))
        .put("TransformParameters", parameters)
        .put("InitialTransformParametersFileName", "NoInitialTransform")
        .put("HowToCombineTransforms", "Compose")
        .put("FixedImageDimension", dim)
        .put("MovingImageDimension", dim);
  }

  private static List<ParameterMap> all() {
    double[] spline = new double[2 * 5 * 4];
    for (int i = 0; i < spline.length; i++) {
      spline[i] = Math.sin(i);
    }
    List<ParameterMap> maps = new ArrayList<>();
    maps.add(transform("TranslationTransform", 4, 1, 2.5, -3, 0.1).build());
    maps.add(transform("EulerTransform", 2, 0.1, 2, 3).put("CenterOfRotationPoint", 4, 5).build());
    maps.add(
        transform("EulerTransform", 3, 0.1, 0.2, 0.3, 4, 5, 6)
            .put("CenterOfRotationPoint", 7, 8, 9.25)
            .put("ComputeZYX", "true")
            .build());
    maps.add(
        transform("SimilarityTransform", 2, 1.1, 0.1, 2, 3)
            .put("CenterOfRotationPoint", 4, 5)
            .build());
    maps.add(
        transform("SimilarityTransform", 3, 0.1, 0.2, 0.3, 4, 5, 6, 1.1)
            .put("CenterOfRotationPoint", 7, 8, 9)
            .build());
    maps.add(
        transform("AffineTransform", 2, 1, 0.1, 0.2, 1, 5, 6)
            .put("CenterOfRotationPoint", 7, 8)
            .build());
    for (int order = 1; order <= 3; order++) {
      maps.add(
          transform("BSplineTransform", 2, spline)
              .put("GridSize", 5, 4)
              .put("GridIndex", 0, 0)
              .put("GridSpacing", 10, 12.5)
              .put("GridOrigin", -3, -4)
              .put("GridDirection", 0, 1, -1, 0)
              .put("BSplineTransformSplineOrder", order)
              .put("UseCyclicTransform", "false")
              .build());
    }
    return maps;
  }

  @Test
  void transformsComeBackOneByOneAndTogether() {
    for (TransformFileFormat format : FORMATS) {
      Path file = folder.resolve("t" + format.extensions().get(0));
      for (ParameterMap map : all()) {
        format.write(List.of(map), file);
        assertTrue(format.recognises(file));
        assertEquals(List.of(map), format.read(file));
      }
      format.write(all(), file);
      assertEquals(all(), format.read(file));
    }
  }

  @Test
  void writesTheTextThatItkWrites() throws IOException {
    Path file = folder.resolve("t.tfm");
    FORMATS.get(0).write(List.of(all().get(7)), file);
    List<String> lines = Files.readAllLines(file);
    assertEquals("#Insight Transform File V1.0", lines.get(0));
    assertEquals("#Transform 0", lines.get(1));
    assertEquals("Transform: BSplineTransform_double_2_2_2", lines.get(2));
    // The direction goes by columns in the parameter file, and by rows here.
    assertEquals("FixedParameters: 5 4 -3 -4 10 12.5 0 -1 1 0", lines.get(4));
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(TransformFormatsTest.class.getResource(name).toURI());
  }

  /** Written by ITK 5.4 with HDF5 1.12; its last transform is applied first. */
  @Test
  void readsCompositesOfItkInHdf5() throws URISyntaxException {
    TransformFileFormat format = FORMATS.get(1);
    assertTrue(format.recognises(resource("itk-composite.h5")));
    List<ParameterMap> maps = format.read(resource("itk-composite.h5"));
    assertEquals(2, maps.size());
    assertEquals("AffineTransform", maps.get(0).first("Transform", ""));
    assertEquals(
        "[1.1, 0.1, -0.2, 0.9, 3, -4]", maps.get(0).values("TransformParameters").toString());
    assertEquals("[10, 20]", maps.get(0).values("CenterOfRotationPoint").toString());
    assertEquals("EulerTransform", maps.get(1).first("Transform", ""));
    assertEquals("[0.2, 3, -4]", maps.get(1).values("TransformParameters").toString());
  }

  /** Written by ITK 5.4 with compression: chunks, in a heap of their own. */
  @Test
  void readsCompressedHdf5OfItk() throws URISyntaxException {
    ParameterMap map = FORMATS.get(1).read(resource("itk-compressed.h5")).get(0);
    assertEquals(
        "[1.1, 0.1, 0.02, -0.2, 0.9, 0.03, 0.04, -0.05, 1.05, 3, -4, 5]",
        map.values("TransformParameters").toString());
    assertEquals("[10, 20, 30]", map.values("CenterOfRotationPoint").toString());
  }

  /** Written by ITK 5.4: 7 by 6 vectors, whose component k is 2 cos 0.7 k. */
  @Test
  void readsDisplacementFieldsOfItkInHdf5() throws URISyntaxException {
    ParameterMap map = FORMATS.get(1).read(resource("itk-field.h5")).get(0);
    assertEquals("BSplineTransform", map.first("Transform", ""));
    assertEquals("[7, 6]", map.values("GridSize").toString());
    assertEquals("[-3, -4]", map.values("GridOrigin").toString());
    assertEquals("[2, 3]", map.values("GridSpacing").toString());
    List<String> values = map.values("TransformParameters");
    for (int k = 0; k < 84; k++) {
      // ITK keeps vectors point by point, elastix axis by axis.
      double value = Double.parseDouble(values.get(k % 2 * 42 + k / 2));
      assertEquals(2 * Math.cos(0.7 * k), value, 1e-12);
    }
  }

  @Test
  void gridIndexMovesTheOrigin() {
    ParameterMap map = all().get(6).toBuilder().put("GridIndex", 2, -1).build();
    Path file = folder.resolve("t.tfm");
    FORMATS.get(0).write(List.of(map), file);
    ParameterMap back = FORMATS.get(0).read(file).get(0);
    // Columns (0,1) and (-1,0): -3 + 12.5, -4 + 20.
    assertEquals(List.of("9.5", "16"), back.values("GridOrigin"));
  }

  @Test
  void readsCenteredVersorAndLegacyKinds() throws IOException {
    assertRead(
        "CenteredRigid2DTransform_double_2_2\nParameters: 0.1 4 5 2 3\nFixedParameters:",
        "EulerTransform",
        "[0.1, 2, 3]",
        "[4, 5]");
    assertRead(
        "VersorRigid3DTransform_double_3_3\nParameters: 0.1 0 0 1 2 3\nFixedParameters: 4 5 6",
        "SimilarityTransform",
        "[0.1, 0, 0, 1, 2, 3, 1]",
        "[4, 5, 6]");
    assertRead(
        "MatrixOffsetTransformBase_float_2_2\nParameters: 1 2 3 4 5 6\nFixedParameters: 7 8",
        "AffineTransform",
        "[1, 2, 3, 4, 5, 6]",
        "[7, 8]");
    assertRead(
        "CenteredAffineTransform_double_2_2\nParameters: 1 2 3 4 7 8 5 6\nFixedParameters:",
        "AffineTransform",
        "[1, 2, 3, 4, 5, 6]",
        "[7, 8]");
  }

  private void assertRead(String lines, String name, String parameters, String centre)
      throws IOException {
    Path file = folder.resolve("t.txt");
    Files.writeString(file, "#Insight Transform File V1.0\n# Transform 0\nTransform: " + lines);
    ParameterMap map = FORMATS.get(0).read(file).get(0);
    assertEquals(name, map.first("Transform", ""));
    assertEquals(parameters, map.values("TransformParameters").toString());
    assertEquals(centre, map.values("CenterOfRotationPoint").toString());
  }

  @Test
  void displacementFieldsBecomeSplinesOfOrderOne() {
    ImageGrid grid =
        new ImageGrid(
            new int[] {3, 2}, new double[] {2, 3}, new double[] {5, 6}, new double[] {0, -1, 1, 0});
    float[] vectors = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    Path image = folder.resolve("field.mha");
    new MetaImageFormat().write(Image.ofVectors(grid, 2, vectors), image, true);
    ParameterMap map =
        transform("DeformationFieldTransform", 2)
            .put("DeformationFieldFileName", image.toString())
            .build();
    ParameterMap diffused =
        map.toBuilder()
            .put("Transform", "BSplineTransformWithDiffusion")
            .put("NumberOfParameters", 18)
            .remove("TransformParameters")
            .build();
    for (TransformFileFormat format : FORMATS) {
      Path file = folder.resolve("t" + format.extensions().get(0));
      format.write(List.of(diffused), file);
      List<ParameterMap> fromDiffused = format.read(file);
      format.write(List.of(map), file);
      assertEquals(format.read(file), fromDiffused);
      ParameterMap back = format.read(file).get(0);
      assertEquals("BSplineTransform", back.first("Transform", ""));
      assertEquals("1", back.first("BSplineTransformSplineOrder", ""));
      assertEquals(
          "[1, 3, 5, 7, 9, 11, 2, 4, 6, 8, 10, 12]", back.values("TransformParameters").toString());
      assertEquals(List.of("0", "1", "-1", "0"), back.values("GridDirection"));
    }
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    assertProblem("Transform: Foo_double_3_3\nParameters:", "t.tfm:2: transforms of type Foo");
    assertProblem("Transform: Affine\nParameters:", "expected a type such as");
    assertProblem(
        "Transform: AffineTransform_double_2_2\nParameters: 1 2\nFixedParameters: 0 0",
        "has 6 parameters, not 2");
    assertProblem("Transform: AffineTransform_double_2_2\nParameters: 1 x", "t.tfm:3: \"x\"");
    assertProblem("Foo: 1", "t.tfm:2: expected");
    assertProblem("", "no transform");
    ParameterMap cyclic = all().get(6).toBuilder().put("UseCyclicTransform", "true").build();
    assertThrows(
        OutputException.class,
        () -> FORMATS.get(0).write(List.of(cyclic), folder.resolve("o.tfm")));
  }

  private void assertProblem(String lines, String expected) throws IOException {
    Path file = folder.resolve("t.tfm");
    Files.writeString(file, "#Insight Transform File V1.0\n" + lines);
    String message =
        assertThrows(InputException.class, () -> FORMATS.get(0).read(file)).getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  void damagedFilesAreReadOrRefusedInOneLine() throws IOException {
    Random random = new Random(11);
    for (TransformFileFormat format : FORMATS) {
      Path good = folder.resolve("g");
      format.write(all(), good);
      byte[] bytes = Files.readAllBytes(good);
      for (int i = 0; i < 300; i++) {
        Path file = Files.write(folder.resolve("f"), DamagedBytes.of(bytes, random));
        try {
          format.read(file);
        } catch (InputException e) {
          assertFalse(e.getMessage().contains("\n"), e.getMessage());
        }
      }
    }
  }
}
