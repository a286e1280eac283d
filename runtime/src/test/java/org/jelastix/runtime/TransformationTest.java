package org.jelastix.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jelastix.api.InputException;
import org.jelastix.api.JelastixException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parameter.ParameterMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformationTest {
  private static final Jelastix JELASTIX = Jelastix.builder().threads(2).build();
  private static final ImageGrid GRID =
      new ImageGrid(
          new int[] {300, 5},
          new int[] {2, -1},
          new double[] {0.5, 2},
          new double[] {10, 20},
          new double[] {0, -1, 1, 0});

  @AfterAll
  static void close() {
    JELASTIX.close();
  }

  private static ParameterMap.Builder affine(String... values) {
    ParameterMap.Builder map =
        ParameterMap.builder()
            .put("Transform", "AffineTransform")
            .put("NumberOfParameters", "6")
            .put("TransformParameters", values)
            .put("CenterOfRotationPoint", "0", "0")
            .put("FixedImageDimension", "2")
            .put("MovingImageDimension", "2");
    GridParameters.put(map, GRID);
    return map;
  }

  private static Transformation stretch() {
    return Transformation.of(
        JELASTIX, List.of(affine("1.5", "0.25", "-0.5", "2", "3", "-4").build()));
  }

  @Test
  void aGridSurvivesItsParameters() {
    ParameterMap map = affine("1", "0", "0", "1", "0", "0").build();
    assertEquals(GRID, GridParameters.read(map, 2).orElseThrow());
    assertEquals(List.of("0", "1", "-1", "0"), map.values("Direction"));
  }

  @Test
  void displacementsAndDerivativesOfAnAffineMap() {
    Transformation t = stretch();
    Image field = t.deformationField();
    Image determinant = t.spatialJacobian();
    Image matrix = t.spatialJacobianMatrix();
    assertEquals(t.grid(), field.grid());
    double[] p = new double[2];
    for (int i = 0; i < t.grid().voxelCount(); i += 7) {
      p[0] = i % 300;
      p[1] = Math.floorDiv(i, 300);
      t.grid().voxelToWorld(p, p);
      double[] q = t.transform().apply(p);
      assertEquals(q[0] - p[0], field.value(2 * i), 1e-4);
      assertEquals(q[1] - p[1], field.value(2 * i + 1), 1e-4);
      assertEquals(1.5 * 2 + 0.25 * 0.5, determinant.value(i), 1e-6);
      assertEquals(0.25, matrix.value(4 * i + 1), 1e-7);
      assertEquals(-0.5, matrix.value(4 * i + 2), 1e-7);
    }
  }

  @Test
  void fieldsOfImagesOneVoxelWide() {
    Transformation t = stretch();
    for (int[] size : new int[][] {{1, 1}, {1, 7}, {7, 1}}) {
      ImageGrid grid = ImageGrid.ofSize(size);
      int last = grid.voxelCount() - 1;
      double[] p = {size[0] - 1, size[1] - 1};
      double[] q = t.transform().apply(p);
      assertEquals(q[0] - p[0], t.deformationField(grid).value(2 * last), 1e-4);
      assertEquals(1.5 * 2 + 0.25 * 0.5, t.spatialJacobian(grid).value(last), 1e-6);
      assertEquals(0.25, t.spatialJacobianMatrix(grid).value(4 * last + 1), 1e-7);
    }
  }

  @Test
  void pointsAreWorldOrIndices() {
    Transformation t = stretch();
    PointSet world = new PointSet(2, new double[] {1, 2, 5, 5}, false);
    double[] mapped = t.apply(world).coordinates();
    assertArrayEquals(
        new double[] {1.5 + 0.5 + 3, -0.5 + 4 - 4}, new double[] {mapped[0], mapped[1]}, 1e-12);
    double[] start = GRID.firstVoxel();
    PointSet index = new PointSet(2, new double[] {2, -1}, true);
    assertArrayEquals(
        t.transform().apply(start), t.apply(index).coordinates(), 1e-12, "start index");
    PointSet many = new PointSet(2, new Random(1).doubles(2002).toArray(), false);
    assertEquals(1001, t.apply(many).size());
  }

  @Test
  void imagesOfSeveralComponentsAreResampledOneByOne() {
    ImageGrid grid = ImageGrid.ofSize(6, 5);
    float[] values = new float[60];
    for (int i = 0; i < 30; i++) {
      values[2 * i] = i;
      values[2 * i + 1] = 100 - i;
    }
    Transformation t =
        Transformation.of(
            JELASTIX,
            List.of(
                affine("1", "0", "0", "1", "0", "0")
                    .put("ResampleInterpolator", "FinalLinearInterpolator")
                    .build()));
    Image out = t.apply(Image.ofVectors(grid, 2, values), grid);
    assertArrayEquals(values, out.floats(), 1e-4f);
  }

  @Test
  void chainsAreReadFromFiles(@TempDir Path folder) {
    TransformFiles files = JELASTIX.transformFiles();
    files.write(affine("1", "0", "0", "1", "3", "0").build(), folder.resolve("t0.txt"), false);
    files.write(
        affine("2", "0", "0", "2", "0", "0")
            .put("InitialTransformParametersFileName", "t0.txt")
            .build(),
        folder.resolve("t1.txt"),
        true);
    Transformation t = Transformation.of(JELASTIX, folder.resolve("t1.txt"));
    assertArrayEquals(new double[] {8, 2}, t.transform().apply(1, 1), 1e-12);
    assertEquals("0", TransformReader.initialName(t.parameters()));
    files.write(
        affine("2", "0", "0", "2", "0", "0")
            .put("InitialTransformParameterFileName", "t0.txt")
            .put("HowToCombineTransforms", "Add")
            .build(),
        folder.resolve("t2.txt"),
        false);
    assertArrayEquals(
        new double[] {5, 2},
        Transformation.of(JELASTIX, folder.resolve("t2.txt")).transform().apply(1, 1),
        1e-12);
  }

  @Test
  void badFilesAreOneLine(@TempDir Path folder) {
    TransformFiles files = JELASTIX.transformFiles();
    Path circle = folder.resolve("circle.txt");
    files.write(
        affine("1", "0", "0", "1", "3", "0")
            .put("InitialTransformParameterFileName", circle.toString())
            .build(),
        circle,
        false);
    assertProblem(ParameterException.class, "circle", () -> Transformation.of(JELASTIX, circle));
    assertProblem(
        ParameterException.class,
        "TransformParameters has 2 values, and NumberOfParameters says 6",
        () -> Transformation.of(JELASTIX, List.of(affine("1", "2").build())));
    assertProblem(
        ParameterException.class,
        "value 3 of TransformParameters is \"x\"",
        () -> Transformation.of(JELASTIX, List.of(affine("1", "0", "x", "1", "0", "0").build())));
    assertProblem(
        ParameterException.class,
        "there is no Transform \"Afine\"",
        () ->
            Transformation.of(
                JELASTIX,
                List.of(affine("1", "0", "0", "1", "0", "0").put("Transform", "Afine").build())));
    assertProblem(
        ParameterException.class,
        "Spacing needs 2 values, not 1",
        () ->
            Transformation.of(
                JELASTIX,
                List.of(affine("1", "0", "0", "1", "0", "0").put("Spacing", "1").build())));
    assertProblem(
        ParameterException.class,
        "the initial transform is \"5\"",
        () ->
            Transformation.of(
                JELASTIX,
                List.of(
                    affine("1", "0", "0", "1", "0", "0")
                        .put("InitialTransformParameterFileName", "5")
                        .build())));
    assertProblem(
        InputException.class,
        "no such file",
        () -> Transformation.of(JELASTIX, folder.resolve("missing.txt")));
    Image volume = Blobs.of(Blobs.grid(4, 4, 4), 0, 0, 0);
    assertProblem(
        InputException.class,
        "the transform has 2 dimensions and the image 3",
        () -> stretch().apply(volume));
  }

  @Test
  void determinantsOfAnyDimension() {
    Random random = new Random(5);
    for (int n = 1; n <= 5; n++) {
      double[] m = random.doubles((long) n * n).toArray();
      assertEquals(expanded(m, n), DeterminantSource.determinant(m.clone(), n), 1e-12);
    }
  }

  /** By expansion along the first row. */
  private static double expanded(double[] m, int n) {
    if (n == 1) {
      return m[0];
    }
    double sum = 0;
    for (int c = 0; c < n; c++) {
      double[] minor = new double[(n - 1) * (n - 1)];
      for (int row = 1; row < n; row++) {
        for (int k = 0, at = 0; k < n; k++) {
          if (k != c) {
            minor[(row - 1) * (n - 1) + at++] = m[row * n + k];
          }
        }
      }
      sum += (c % 2 == 0 ? 1 : -1) * m[c] * expanded(minor, n - 1);
    }
    return sum;
  }

  private static void assertProblem(
      Class<? extends JelastixException> type,
      String part,
      org.junit.jupiter.api.function.Executable action) {
    JelastixException e = assertThrows(type, action);
    assertTrue(e.getMessage().contains(part), e::getMessage);
    assertEquals(1, e.getMessage().lines().count());
  }
}
