package org.jelastix.io.points;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.spi.PointSetFormat;
import org.jelastix.io.DamagedBytes;
import org.jelastix.io.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointFormatsTest {
  @TempDir Path folder;

  private final ElastixPointsFormat text = new ElastixPointsFormat();
  private final VtkPointsFormat vtk = new VtkPointsFormat();

  private Path file(String name, String contents) throws IOException {
    return Files.write(folder.resolve(name), contents.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void readsPointsAndIndices() throws IOException {
    PointSet points = text.read(file("a.txt", "point\r\n2\r\n1 2.5\r\n-3e1\t4"), 2);
    assertFalse(points.areIndices());
    assertArrayEquals(new double[] {1, 2.5, -30, 4}, points.coordinates());
    assertTrue(text.read(file("b.txt", "index 1\n1 2 3\n"), 3).areIndices());
    assertTrue(text.read(file("c.txt", "1\n1 2 3\n"), 3).areIndices());
    assertEquals(0, text.read(file("d.txt", "point\n0\n"), 3).size());
    assertTrue(text.recognises(folder.resolve("a.txt")));
    assertTrue(text.recognises(folder.resolve("c.txt")));
  }

  @Test
  void saysWhatIsWrongWithPoints() throws IOException {
    assertProblem("points\n1\n1 2", "a.txt:1: expected \"point\" or \"index\"");
    assertProblem("point\n-1\n1 2", "a.txt:2: expected");
    assertProblem("point\n1\n1 x", "a.txt:3: \"x\" is not a number");
    assertProblem("point\n2\n1 2 3", "2 points of 2 coordinates need 4 numbers, but");
    assertProblem("point\n2000000000\n1 2 3", "2000000000 points");
    assertProblem("point\n2\n1 2 3\n4 5 6\n", "have 3 coordinates each, but the image has 2");
    assertProblem("", "found the end");
  }

  private void assertProblem(String contents, String expected) throws IOException {
    Path file = file("a.txt", contents);
    String message = assertThrows(InputException.class, () -> text.read(file, 2)).getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  void writesPoints() {
    Path file = folder.resolve("o.txt");
    PointSet points = new PointSet(2, new double[] {1, 2.5, 1e-9, 4}, false);
    text.write(points, null, file);
    assertArrayEquals(points.coordinates(), text.read(file, 2).coordinates());
  }

  @Test
  void readsTheLandmarksOfThe3dLungs() throws IOException {
    for (Path file : SharedData.files("data", ".*point_set_corrected\\.txt")) {
      assertTrue(text.read(file, 3).size() > 10, file.toString());
    }
  }

  @Test
  void replacesPointsOfATextMeshAndKeepsTheRest() throws IOException {
    String head = "# vtk DataFile Version 3.0\ntitle\nASCII\nDATASET POLYDATA\n";
    String tail = "\nPOLYGONS 1 4\n3 0 1 2\nPOINT_DATA 3\nSCALARS s float 1\n";
    Path mesh = file("m.vtk", head + "POINTS 3 float\n0 0 0 1 0 0\n0 1.5 0" + tail);
    PointSet points = vtk.read(mesh, 3);
    assertArrayEquals(new double[] {0, 0, 0, 1, 0, 0, 0, 1.5, 0}, points.coordinates());
    Path out = folder.resolve("o.vtk");
    vtk.write(new PointSet(2, new double[] {1, 2, 3, 4, 5, 6}, false), mesh, out);
    assertEquals(head + "POINTS 3 double\n1 2 0\n3 4 0\n5 6 0" + tail, Files.readString(out));
    assertTrue(vtk.recognises(out));
    PointSet two = new PointSet(3, new double[6], false);
    assertThrows(OutputException.class, () -> vtk.write(two, mesh, out));
  }

  @Test
  void replacesPointsOfABinaryGrid() throws IOException {
    Path mesh = Files.write(folder.resolve("b.vtk"), binaryMesh());
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, vtk.read(mesh, 3).coordinates());
    Path out = folder.resolve("o.vtk");
    PointSet moved = new PointSet(3, new double[] {0.1, 2, 3, 4, 5, 6}, false);
    vtk.write(moved, mesh, out);
    assertArrayEquals(moved.coordinates(), vtk.read(out, 3).coordinates());
    byte[] bytes = Files.readAllBytes(out);
    byte[] original = binaryMesh();
    for (int i = 1; i <= 20; i++) {
      assertEquals(original[original.length - i], bytes[bytes.length - i]);
    }
  }

  private static byte[] binaryMesh() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBytes("# vtk DataFile Version 2.0\nt\nBINARY\nDATASET UNSTRUCTURED_GRID\n");
    out.writeBytes("POINTS 2 float\n");
    for (int i = 1; i <= 6; i++) {
      out.writeFloat(i);
    }
    out.writeBytes("\nCELLS 1 3\n");
    for (int i : new int[] {2, 0, 1}) {
      out.writeInt(i);
    }
    out.writeBytes("\nCELL_TYPES 1\n");
    out.writeInt(3);
    return bytes.toByteArray();
  }

  @Test
  void damagedFilesAreReadOrRefusedInOneLine() throws IOException {
    byte[] textMesh =
        "# vtk DataFile Version 3.0\nt\nASCII\nDATASET POLYDATA\nPOINTS 2 float\n0 0 0 1 0 0\n"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] list = "point\n3\n1 2 3\n4 5 6\n7 8 9\n".getBytes(StandardCharsets.US_ASCII);
    Random random = new Random(7);
    for (int i = 0; i < 900; i++) {
      byte[] good = List.of(textMesh, binaryMesh(), list).get(i % 3);
      PointSetFormat format = i % 3 == 2 ? text : vtk;
      Path file = Files.write(folder.resolve("f"), DamagedBytes.of(good, random));
      try {
        format.read(file, 3);
      } catch (InputException e) {
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
      }
    }
  }

  private static final String SQUARE =
      """
      # vtk DataFile Version 3.0
      square
      ASCII
      DATASET POLYDATA
      POINTS 4 float
      0 0 0 1 0 0
      1 1 0 0 1 0
      """;

  private List<int[]> cells(String more) throws IOException {
    return vtk.cells(file("mesh.vtk", SQUARE + more));
  }

  private static void assertCells(String expected, List<int[]> cells) {
    assertEquals(expected, cells.stream().map(Arrays::toString).toList().toString());
  }

  @Test
  void readsCellsOfEveryKind() throws IOException {
    assertCells("[]", cells(""));
    assertCells("[]", cells("VERTICES 1 3\n2 0 1\n"));
    assertCells("[[0, 1], [1, 2], [2, 3]]", cells("\nLINES 2 7\n3 0 1 2\n2 2 3\n"));
    assertCells(
        "[[0, 1, 2], [0, 2, 3]]",
        cells("METADATA\nINFORMATION 0\n\nPOLYGONS 2 8\n3 0 1 2\n3 0 2 3\nPOINT_DATA 4\n"));
    assertCells("[[0, 1, 2], [2, 1, 3]]", cells("TRIANGLE_STRIPS 1 5\n4 0 1 2 3\n"));
    assertCells("[[0, 1, 2, 3]]", cells("LINES 1 3\n2 0 1\nPOLYGONS 1 5\n4 0 1 2 3\n"));
    assertCells(
        "[[0, 1, 2]]", cells("CELLS 3 11\n3 0 1 2\n1 3\n4 0 1 2 3\nCELL_TYPES 3\n5\n1\n10\n"));
    assertCells(
        "[[0, 1, 2], [0, 2, 3]]",
        cells(
            """
            POLYGONS 3 6
            OFFSETS vtktypeint64
            0 3 6
            CONNECTIVITY vtktypeint64
            0 1 2 0 2 3
            """));
  }

  @Test
  void readsBinaryCells() throws IOException {
    for (boolean version5 : new boolean[] {false, true}) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeBytes(
          "# vtk DataFile Version 5.1\nsquare\nBINARY\nDATASET POLYDATA\nPOINTS 4 float\n");
      for (int i = 0; i < 12; i++) {
        out.writeFloat(i);
      }
      if (version5) {
        out.writeBytes("\nPOLYGONS 2 3\nOFFSETS vtktypeint64\n");
        out.writeLong(0);
        out.writeLong(3);
        out.writeBytes("\nCONNECTIVITY vtktypeint64\n");
        out.writeLong(3);
        out.writeLong(2);
        out.writeLong(1);
      } else {
        out.writeBytes("\nPOLYGONS 1 4\n");
        for (int value : new int[] {3, 3, 2, 1}) {
          out.writeInt(value);
        }
      }
      Path file = Files.write(folder.resolve("b.vtk"), bytes.toByteArray());
      assertCells("[[3, 2, 1]]", vtk.cells(file));
    }
  }

  @Test
  void saysWhatIsWrongWithCells() {
    assertCellProblem("POLYGONS 1\n3 0 1 2\n", "POLYGONS should be followed by");
    assertCellProblem("POLYGONS 1 4\n3 0 1 4\n", "a cell has point 4 of 4");
    assertCellProblem("POLYGONS 1 4\n3 0 1 x\n", "\"x\" among the cells");
    assertCellProblem("POLYGONS 1 4\n5 0 1 2\n", "a cell has corners");
    assertCellProblem("POLYGONS 3 4\n3 0 1 2\n", "ends before the last of 3 cells");
    assertCellProblem("POLYGONS 1 900000000\n3 0 1 2\n", "the file is too short");
    assertCellProblem("CELLS 1 4\n3 0 1 2\nCELL_TYPES 2\n5 5\n", "1 CELLS have 2 CELL_TYPES");
    assertCellProblem("POLYGONS 2 3\nOFFSETS vtktypeint64\n0 3\n", "expected CONNECTIVITY");
  }

  private void assertCellProblem(String more, String part) {
    String message = assertThrows(InputException.class, () -> cells(more)).getMessage();
    assertTrue(message.contains(part), message);
  }
}
