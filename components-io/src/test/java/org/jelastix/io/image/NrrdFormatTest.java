package org.jelastix.io.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.jelastix.api.InputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.PixelType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("StringConcatToTextBlock") // headers are put together from parts
class NrrdFormatTest {
  @TempDir Path folder;

  private final NrrdFormat format = new NrrdFormat();

  private Path file(String name, String header, byte... data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(header.getBytes(StandardCharsets.ISO_8859_1));
    bytes.write(data);
    return Files.write(folder.resolve(name), bytes.toByteArray());
  }

  private static final String BYTES = "NRRD0005\n# note\ntype: uchar\nencoding: raw\n";

  @Test
  void turnsRightAnteriorSuperior() throws IOException {
    Path file =
        file(
            "x.nrrd",
            BYTES
                + "dimension: 3\nsizes: 2 1 1\nspace: RAS\nkey:=value\n"
                + "space directions: (2,0,0) (0,0,3) (0,4,0)\nspace origin: (1,2,3)\n\n",
            (byte) 7,
            (byte) 200);
    Image image = format.read(file);
    assertArrayEquals(new double[] {7, 200}, image.doubles());
    assertArrayEquals(new double[] {2, 3, 4}, image.grid().spacing());
    assertArrayEquals(new double[] {-1, -2, 3}, image.grid().origin());
    assertArrayEquals(new double[] {-1, 0, 0, 0, 0, -1, 0, 1, 0}, image.grid().direction());
  }

  @Test
  void takesSpacingsAndMinsWithoutASpace() throws IOException {
    Path file =
        file(
            "x.nrrd",
            BYTES
                + "dimension: 2\nsizes: 2 1\nspacings: 0.5 nan\naxis mins: 10 20\n"
                + "axis maxs: 11 24\ncenterings: cell node\n\n",
            (byte) 1,
            (byte) 2);
    Image image = format.read(file);
    assertArrayEquals(new double[] {0.5, 1}, image.grid().spacing());
    assertArrayEquals(new double[] {10.25, 20}, image.grid().origin());
  }

  @Test
  void readsTextDetachedAndSkippedData() throws IOException {
    Files.writeString(folder.resolve("d.txt"), "head 1\nhead 2\n1 2, 3\n4");
    Image text =
        format.read(
            file(
                "x.nhdr",
                "NRRD0004\ntype: int\nencoding: ascii\ndimension: 2\nsizes: 2 2\nlineskip: 2\n"
                    + "datafile: d.txt\n"));
    assertArrayEquals(new double[] {1, 2, 3, 4}, text.doubles());
    assertEquals(PixelType.INT, text.storedType());
    Files.write(folder.resolve("d.raw"), new byte[] {9, 9, 1, 2});
    for (String skip : new String[] {"2", "-1"}) {
      Path file =
          file(
              "x.nhdr",
              BYTES + "dimension: 1\nsizes: 2\nbyte skip: " + skip + "\ndata file: d.raw\n");
      assertArrayEquals(new double[] {1, 2}, format.read(file).doubles());
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[] {9, 9, 1, 2});
    }
    Files.write(folder.resolve("d.gz"), packed.toByteArray());
    Path gz =
        file(
            "x.nhdr",
            BYTES.replace("raw", "gz") + "dimension: 1\nsizes: 2\nbyte skip: 2\ndata file: d.gz\n");
    assertArrayEquals(new double[] {1, 2}, format.read(gz).doubles());
  }

  @Test
  void readsSeveralFiles() throws IOException {
    Files.write(folder.resolve("s1"), new byte[] {1, 2});
    Files.write(folder.resolve("s2"), new byte[] {3, 4});
    String header = BYTES + "dimension: 2\nsizes: 2 2\n";
    Path list = file("x.nhdr", header + "data file: LIST\ns1\ns2\n");
    assertArrayEquals(new double[] {1, 2, 3, 4}, format.read(list).doubles());
    Path pattern = file("x.nhdr", header + "data file: s%d 1 2 1\n");
    assertArrayEquals(new double[] {1, 2, 3, 4}, format.read(pattern).doubles());
  }

  @Test
  void findsComponentsOnAnyAxisAndMixesColours() throws IOException {
    byte[] data = {1, 2, 3, 4, 5, 6};
    Path last = file("x.nrrd", BYTES + "dimension: 2\nsizes: 2 3\nkinds: domain vector\n\n", data);
    Image image = format.read(last);
    assertEquals(3, image.components());
    assertArrayEquals(new double[] {1, 3, 5, 2, 4, 6}, image.doubles());
    Path none =
        file(
            "x.nrrd",
            BYTES + "dimension: 2\nsizes: 3 2\nspace dimension: 1\nspace directions: none (2)\n\n",
            data);
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, format.read(none).doubles());
    Path colour =
        file("x.nrrd", BYTES + "dimension: 2\nsizes: 3 2\nkinds: RGB-color domain\n\n", data);
    assertArrayEquals(
        new double[] {(float) 1.8596, (float) 4.8596}, format.read(colour).doubles(), 1e-6);
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    assertProblem("NRRD0004\ntype: uchar\n\n", "no field \"dimension\"");
    assertProblem(BYTES + "dimension: 2\nsizes: 2\n\n", ":6: \"sizes\" needs one entry for each");
    assertProblem(BYTES + "dimension: 1\nsizes: 9\n\n", "promises 9 bytes of pixels, but the");
    assertProblem(
        BYTES.replace("raw", "bzip2") + "dimension: 1\nsizes: 1\n\n", ":4: encoding \"bzip2\"");
    assertProblem(BYTES.replace("uchar", "block") + "dimension: 1\nsizes: 1\n\n", "unknown type");
    assertProblem(BYTES.replace("uchar", "short") + "dimension: 1\nsizes: 1\n\n", "\"endian\"");
    assertProblem(
        BYTES + "dimension: 2\nsizes: 1 1\nkinds: vector list\n\n", "several axes hold components");
    assertProblem(BYTES + "hello\n\n", ":5: expected \"field: value\"");
  }

  private void assertProblem(String header, String expected) throws IOException {
    Path file = file("x.nrrd", header, (byte) 1);
    String message = assertThrows(InputException.class, () -> format.read(file)).getMessage();
    assertTrue(message.contains(expected), message);
  }
}
