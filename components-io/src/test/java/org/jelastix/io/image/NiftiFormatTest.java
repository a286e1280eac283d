package org.jelastix.io.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.jelastix.api.InputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("ByteBufferBackingArray") // all buffers here are wrapped arrays
class NiftiFormatTest {
  @TempDir Path folder;

  private final NiftiFormat format = new NiftiFormat();

  /** A written file as bytes, to be changed and read again. */
  private ByteBuffer written(Image image) throws IOException {
    Path file = folder.resolve("w.nii");
    format.write(image, file, false);
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private Image read(ByteBuffer bytes) throws IOException {
    return format.read(Files.write(folder.resolve("r.nii"), bytes.array()));
  }

  private static Image oblique() {
    ImageGrid grid =
        new ImageGrid(
            new int[] {3, 2, 2},
            new double[] {1.25, 0.75, 2.5},
            new double[] {-12.5, 33.25, 7.75},
            SampleImages.rotation(new Random(5), 3));
    float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    return Image.of(grid, values).storedAs(PixelType.SHORT);
  }

  @Test
  void bothMapsSayTheSame() throws IOException {
    double[] expected = oblique().grid().direction();
    ByteBuffer onlyQ = written(oblique()).putShort(254, (short) 0);
    assertArrayEquals(expected, read(onlyQ).grid().direction(), 1e-6);
    assertArrayEquals(oblique().grid().origin(), read(onlyQ).grid().origin(), 1e-6);
    ByteBuffer onlyS = written(oblique()).putShort(252, (short) 0);
    assertArrayEquals(expected, read(onlyS).grid().direction(), 1e-6);
  }

  @Test
  void ofDifferentMapsTakesTheScannersSformElseTheQform() throws IOException {
    ByteBuffer aligned = written(oblique()).putShort(252, (short) 2).putShort(254, (short) 2);
    aligned.putFloat(280 + 12, 99);
    assertEquals(-12.5, read(aligned).grid().origin()[0]);
    aligned.putShort(254, (short) 1);
    assertEquals(-99, read(aligned).grid().origin()[0]);
  }

  @Test
  void withoutMapsTheAxesAreTheWorlds() throws IOException {
    ByteBuffer none = written(oblique()).putShort(252, (short) 0).putShort(254, (short) 0);
    assertArrayEquals(new double[3], read(none).grid().origin());
    assertArrayEquals(Geometry.identity(3), read(none).grid().direction());
  }

  @Test
  void rescalesToFloat() throws IOException {
    ByteBuffer scaled = written(oblique()).putFloat(112, 0.5f).putFloat(116, 10);
    Image image = read(scaled);
    assertEquals(PixelType.FLOAT, image.storedType());
    assertEquals(10.5, image.value(0));
    assertEquals(16, image.value(11));
    // Slope 0 means "not scaled"; the intercept alone still counts, as in ITK.
    assertEquals(11, read(written(oblique()).putFloat(112, 0).putFloat(116, 10)).value(0));
  }

  @Test
  void readsBigEndian() throws IOException {
    ByteBuffer little = written(oblique());
    ByteBuffer big = ByteBuffer.wrap(little.array().clone()).order(ByteOrder.BIG_ENDIAN);
    swap(little, big, 4, 0, 56, 60, 64, 108, 112, 116);
    swap(little, big, 2, 68, 70, 72, 252, 254);
    for (int i = 0; i < 8; i++) {
      swap(little, big, 2, 40 + 2 * i);
      swap(little, big, 4, 76 + 4 * i);
    }
    for (int at = 256; at < 328; at += 4) {
      swap(little, big, 4, at);
    }
    for (int at = 352; at < little.capacity(); at += 2) {
      swap(little, big, 2, at);
    }
    Image image = read(big);
    assertArrayEquals(oblique().doubles(), image.doubles());
    assertArrayEquals(oblique().grid().direction(), image.grid().direction(), 1e-6);
  }

  private static void swap(ByteBuffer from, ByteBuffer to, int size, int... places) {
    for (int at : places) {
      if (size == 2) {
        to.putShort(at, from.getShort(at));
      } else {
        to.putInt(at, from.getInt(at));
      }
    }
  }

  @Test
  void writesNifti2WhereAnAxisIsLong() throws IOException {
    Image image = Image.of(ImageGrid.ofSize(40000, 2), new float[80000]);
    ByteBuffer bytes = written(image);
    assertEquals(540, bytes.getInt(0));
    assertArrayEquals(new int[] {40000, 2}, read(bytes).grid().size());
  }

  @Test
  void dropsEmptyAxesBehindTheThird() throws IOException {
    ByteBuffer five = written(oblique()).putShort(40, (short) 5);
    assertEquals(3, read(five).grid().dimension());
  }

  @Test
  void mixesColours() throws IOException {
    Image red = Image.of(ImageGrid.ofSize(3, 1), new float[] {255, 0, 10});
    ByteBuffer rgb = written(red.storedAs(PixelType.UNSIGNED_CHAR));
    rgb.putShort(70, (short) 128).putShort(42, (short) 1);
    Image gray = read(rgb);
    assertEquals((float) ((2125.0 * 255 + 721.0 * 10) / 10000), gray.value(0));
  }

  @Test
  void keepsTheOriginOfTheFourthAxis() throws IOException {
    double[] origin = {1, 2, 3, -59.375};
    double[] spacing = {1, 1, 1, 0.5};
    for (int length : new int[] {3, 40000}) {
      ImageGrid grid =
          new ImageGrid(
              new int[] {2, 1, 1, length},
              spacing,
              origin,
              ImageGrid.ofSize(1, 1, 1, 1).direction());
      Image image = Image.of(grid, new float[grid.voxelCount()]);
      assertEquals(grid, read(written(image)).grid());
    }
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    assertProblem(written(oblique()).putShort(42, (short) 32000), "the header promises");
    assertProblem(written(oblique()).putShort(42, (short) -3), "size must be at least 1");
    assertProblem(written(oblique()).putShort(40, (short) 9), "1 to 7 dimensions");
    assertProblem(written(oblique()).putShort(70, (short) 1536), "datatype 1536");
    assertProblem(written(oblique()).putInt(0, 17), "not a NIfTI or Analyze header");
    // "ni1" instead of "n+1": the pixels lie in a second file.
    assertProblem(written(oblique()).put(345, (byte) 'i'), "the header says");
  }

  private void assertProblem(ByteBuffer bytes, String expected) {
    String message = assertThrows(InputException.class, () -> read(bytes)).getMessage();
    assertTrue(message.contains(expected), message);
  }
}
