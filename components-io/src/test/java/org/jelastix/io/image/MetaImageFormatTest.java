package org.jelastix.io.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.io.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("StringConcatToTextBlock") // headers are put together from parts
class MetaImageFormatTest {
  @TempDir Path folder;

  private final MetaImageFormat format = new MetaImageFormat();

  private Path file(String header, byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(header.getBytes(StandardCharsets.ISO_8859_1));
    bytes.write(data);
    return Files.write(folder.resolve("x.mha"), bytes.toByteArray());
  }

  private static byte[] shorts(ByteOrder order, int... values) {
    ByteBuffer b = ByteBuffer.allocate(2 * values.length).order(order);
    for (int v : values) {
      b.putShort((short) v);
    }
    return b.array();
  }

  private static final String TWO_BY_TWO =
      "ObjectType = Image\nNDims = 2\nDimSize = 2 2\nElementType = MET_SHORT\n";

  @Test
  void readsBigEndianAndEverySpellingOfPlace() throws IOException {
    Path file =
        file(
            "NDims = 2\r\nDimSize: 2 2\nElementByteOrderMSB = True\nRotation = 0 1 -1 0\n"
                + "Position = 1 2\nElementSize = 3 4\nFoo = bar\n"
                + "ElementType = MET_USHORT\nElementDataFile = Local\n",
            shorts(ByteOrder.BIG_ENDIAN, 1, 2, -1, 4));
    Image image = format.read(file);
    assertArrayEquals(new double[] {1, 2, 65535, 4}, image.doubles());
    assertArrayEquals(new double[] {3, 4}, image.grid().spacing());
    assertArrayEquals(new double[] {1, 2}, image.grid().origin());
    // The rows of the file are the columns of the direction.
    assertArrayEquals(new double[] {0, -1, 1, 0}, image.grid().direction());
  }

  @Test
  void turnsAxesOfNegativeSpacing() throws IOException {
    Path file =
        file(
            TWO_BY_TWO + "ElementSpacing = -1.5 2\nElementDataFile = LOCAL\n",
            shorts(ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4));
    ImageGrid grid = format.read(file).grid();
    assertArrayEquals(new double[] {1.5, 2}, grid.spacing());
    assertArrayEquals(new double[] {-1, 0, 0, 1}, grid.direction());
  }

  @Test
  void readsTextPixelsAndChannels() throws IOException {
    Path file =
        file(
            TWO_BY_TWO
                + "BinaryData = False\nElementNumberOfChannels = 2\nElementDataFile = LOCAL\n",
            "1 2 -3\n4 5 6 7 8".getBytes(StandardCharsets.US_ASCII));
    Image image = format.read(file);
    assertEquals(2, image.components());
    assertArrayEquals(new double[] {1, 2, -3, 4, 5, 6, 7, 8}, image.doubles());
  }

  @Test
  void readsListsPatternsAndHeaderSizes() throws IOException {
    Files.write(folder.resolve("s 1.raw"), shorts(ByteOrder.LITTLE_ENDIAN, 9, 9, 1, 2));
    Files.write(folder.resolve("s 3.raw"), shorts(ByteOrder.LITTLE_ENDIAN, 9, 9, 3, 4));
    double[] expected = {1, 2, 3, 4};
    for (String data :
        List.of(
            "HeaderSize = 4\nElementDataFile = LIST\ns 1.raw\ns 3.raw\n",
            "HeaderSize = -1\nElementDataFile = LIST 1\ns 1.raw\r\ns 3.raw",
            "HeaderSize = -1\nElementDataFile = s %d.raw 1 3 2\n",
            "HeaderSize = -1\nElementDataFile = s %1d.raw 1 5\n")) {
      Path file = file(TWO_BY_TWO + data, new byte[0]);
      assertArrayEquals(expected, format.read(file).doubles(), data);
    }
    Files.write(folder.resolve("y.raw"), shorts(ByteOrder.LITTLE_ENDIAN, 5, 6, 7, 8));
    assertArrayEquals(
        new double[] {5, 6, 7, 8},
        format.read(file(TWO_BY_TWO + "ElementDataFile = y.raw\n", new byte[0])).doubles());
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    assertProblem(TWO_BY_TWO, "ends without ElementDataFile");
    assertProblem(TWO_BY_TWO + "ElementDataFile = LOCAL\n", "promises 8 bytes of pixels, but the");
    assertProblem(TWO_BY_TWO + "ElementDataFile = no.raw\n", "no.raw does not exist");
    assertProblem(TWO_BY_TWO + "ElementDataFile = LIST\na\n", "lists 1 data files, but");
    assertProblem(TWO_BY_TWO + "ElementDataFile = s%s.raw 1 2 1\n", "is no pattern");
    assertProblem(
        "NDims = 2\nDimSize = 50000 40000\nElementType = MET_UCHAR\nCompressedData = True\n"
            + "ElementDataFile = LOCAL\n",
        "more than 0 bytes of compressed data can hold");
    assertProblem(
        "NDims = 3\nDimSize = 99999 99999 99999\nElementType = MET_UCHAR\n"
            + "ElementDataFile = LOCAL\n",
        "2^31 voxels");
    assertProblem("NDims = 2\nDimSize = 2\nElementType = MET_X\nElementDataFile = LOCAL\n", ":2: ");
    assertProblem(
        TWO_BY_TWO.replace("SHORT", "STRING") + "ElementDataFile = LOCAL\n",
        ":4: unknown ElementType \"MET_STRING\"");
    assertProblem(
        TWO_BY_TWO + "ElementSpacing = 0 1\nElementDataFile = LOCAL\n", "spacing must be positive");
    assertProblem(
        TWO_BY_TWO + "TransformMatrix = 1 1 1 1\nElementDataFile = LOCAL\n", "invertible");
  }

  private void assertProblem(String header, String expected) throws IOException {
    Path file = file(header, new byte[0]);
    String message = assertThrows(InputException.class, () -> format.read(file)).getMessage();
    assertTrue(message.contains(expected), message);
    assertTrue(message.startsWith(folder.toString()), message);
  }

  @Test
  void cutsTowardZeroAndStaysInRange() {
    double[] values = {-2.7, -0.5, 0.5, 2.9, 300, -300, 1e30, Double.NaN, Double.NEGATIVE_INFINITY};
    Image image = Image.of(ImageGrid.ofSize(9, 1), values);
    Path file = folder.resolve("x.mha");
    format.write(image.storedAs(PixelType.CHAR), file, false);
    assertArrayEquals(
        new double[] {-2, 0, 0, 2, 127, -128, 127, 0, -128}, format.read(file).doubles());
    format.write(image.storedAs(PixelType.UNSIGNED_LONG), file, true);
    assertArrayEquals(new double[] {0, 0, 0, 2, 300, 0, 0x1p64, 0, 0}, format.read(file).doubles());
    format.write(image.storedAs(PixelType.LONG), file, true);
    assertArrayEquals(
        new double[] {-2, 0, 0, 2, 300, -300, 0x1p63, 0, -0x1p63}, format.read(file).doubles());
  }

  @Test
  void leavesNothingBehindWhenItCannotWrite() throws IOException {
    Image image = Image.of(ImageGrid.ofSize(2, 2), new float[4]);
    Path raw = Files.createDirectory(folder.resolve("x.raw"));
    assertThrows(OutputException.class, () -> format.write(image, folder.resolve("x.mhd"), false));
    Path missing = folder.resolve("none/x.mha");
    assertThrows(OutputException.class, () -> format.write(image, missing, false));
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(List.of(raw), all.toList());
    }
  }

  @Test
  void readsTheExampleImages() throws IOException {
    for (Path file : SharedData.files("data", ".*\\.(mha|mhd)")) {
      assertTrue(format.recognises(file), file.toString());
      assertTrue(format.read(file).length() > 1, file.toString());
    }
  }
}
