package org.jelastix.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.runtime.Images;
import org.jelastix.runtime.Transformation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvertCommandTest {
  /** One bump of 3 mm in the middle of a turned image. */
  private static String bump(CharSequence values, Path initial) {
    return String.format(
        """
      (Transform "BSplineTransform")
      (NumberOfParameters 72)
      (TransformParameters %s)
      (InitialTransformParameterFileName "%s")
      (HowToCombineTransforms "Compose")
      (FixedImageDimension 2)
      (MovingImageDimension 2)
      (Size 40 40)
      (Index 0 0)
      (Spacing 1 1)
      (Origin 0 0)
      (Direction 1 0 0 1)
      (UseDirectionCosines "true")
      (GridSize 6 6)
      (GridIndex 0 0)
      (GridSpacing 13 13)
      (GridOrigin -13 -13)
      (GridDirection 1 0 0 1)
      (BSplineTransformSplineOrder 3)
      (UseCyclicTransform "false")
      """,
        values, initial);
  }

  private static final String ROTATION =
      """
      (Transform "EulerTransform")
      (NumberOfParameters 3)
      (TransformParameters 0.2 3 -2)
      (CenterOfRotationPoint 20 20)
      (InitialTransformParameterFileName "NoInitialTransform")
      (FixedImageDimension 2)
      (MovingImageDimension 2)
      (Size 40 40)
      (Index 0 0)
      (Spacing 1 1)
      (Origin 0 0)
      (Direction 1 0 0 1)
      (UseDirectionCosines "true")
      """;

  private @TempDir Path folder;
  private Path transform;
  private String stderr = "";

  @BeforeEach
  void write() throws IOException {
    Path rotation = Files.writeString(folder.resolve("rotation.txt"), ROTATION);
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < 72; i++) {
      values.append(i == 14 || i == 36 + 21 ? "3 " : "0 ");
    }
    transform = Files.writeString(folder.resolve("bent.txt"), bump(values, rotation));
  }

  private int run(String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            List.of(arguments),
            new Terminal(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false));
    stderr = err.toString(StandardCharsets.UTF_8);
    return code;
  }

  @Test
  void writesTransformsThatLeadBack() {
    Path out = folder.resolve("back");
    assertEquals(0, run("invert", "-t", transform.toString(), "-o", out.toString()), stderr);
    Transformation forward = Transformation.of(transform);
    Transformation back = Transformation.of(out.resolve("TransformParameters.1.txt"));
    assertEquals(2, back.parameterMaps().size());
    for (double[] x : new double[][] {{20, 20}, {5, 33}, {0, 0}, {39, 12}}) {
      double[] y = forward.transform().apply(x);
      assertArrayEquals(x, back.transform().apply(y), 0.05);
    }
  }

  @Test
  void writesTheFieldOnTheVoxelsOfAnotherImage() {
    Path out = folder.resolve("field");
    Path like = folder.resolve("like.mhd");
    Images.standard().write(Image.of(ImageGrid.ofSize(12, 9), new float[108]), like, false);
    assertEquals(
        0,
        run(
            "invert",
            "-t",
            transform.toString(),
            "-o",
            out.toString(),
            "--deformation-field",
            "--like",
            like.toString()),
        stderr);
    Image field = Images.standard().read(out.resolve("deformationField.mhd"));
    assertEquals(2, field.components());
    double[] x = {5 + field.floats()[2 * 5], field.floats()[2 * 5 + 1]};
    assertArrayEquals(
        new double[] {5, 0}, Transformation.of(transform).transform().apply(x), 0.001);
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals(2, run("invert", "-t", transform.toString(), "-o", "x", "--like", "y"));
    assertTrue(stderr.contains("--deformation-field"), stderr);
    assertEquals(2, run("components", "reference"));
    assertTrue(stderr.contains("--out"), stderr);
  }

  @Test
  void writesTheReference() {
    Path out = folder.resolve("reference");
    assertEquals(0, run("components", "reference", "-o", out.toString()), stderr);
    assertTrue(Files.exists(out.resolve("metric.md")));
    assertTrue(Files.exists(out.resolve("README.md")));
  }
}
