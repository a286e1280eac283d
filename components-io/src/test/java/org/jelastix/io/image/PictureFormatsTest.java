package org.jelastix.io.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.spi.ImageFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFormatsTest {
  @TempDir Path folder;

  private static Image plane(PixelType type) {
    ImageGrid grid =
        new ImageGrid(
            new int[] {5, 4}, new double[] {0.5, 2.54}, new double[2], new double[] {1, 0, 0, 1});
    return fill(grid, type);
  }

  private static Image fill(ImageGrid grid, PixelType type) {
    double[] values = new double[grid.voxelCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 3 == 0 ? type.max() : i % 3 == 1 ? type.min() : i;
    }
    Image image = Image.of(grid, values);
    return (type.fitsFloat() ? Image.of(grid, image.floats()) : image).storedAs(type);
  }

  @Test
  void losslessPicturesComeBack() {
    for (PixelType type : List.of(PixelType.UNSIGNED_CHAR, PixelType.UNSIGNED_SHORT)) {
      assertSame(new PngFormat(), "x.png", plane(type), true);
    }
    assertSame(new BmpFormat(), "x.bmp", plane(PixelType.UNSIGNED_CHAR), false);
    for (PixelType type : PixelType.values()) {
      if (type != PixelType.LONG && type != PixelType.UNSIGNED_LONG) {
        assertSame(new TiffFormat(), "x.tif", plane(type), true);
        ImageGrid stack =
            new ImageGrid(
                new int[] {3, 2, 4}, new double[] {2, 0.1, 1}, new double[3], Geometry.identity(3));
        assertSame(new TiffFormat(), "x.tif", fill(stack, type), true);
      }
    }
  }

  private void assertSame(ImageFormat format, String name, Image image, boolean spacing) {
    for (boolean compress : new boolean[] {false, true}) {
      Path file = folder.resolve(name);
      format.write(image, file, compress);
      assertTrue(format.recognises(file));
      Image back = format.read(file);
      assertEquals(image.storedType(), back.storedType());
      assertArrayEquals(image.doubles(), back.doubles(), name + image.storedType());
      if (spacing) {
        assertArrayEquals(image.grid().spacing(), back.grid().spacing(), 1e-6);
      }
    }
  }

  @Test
  void jpegKeepsSizeAndSpacingAndAboutTheValues() {
    ImageGrid grid = plane(PixelType.UNSIGNED_CHAR).grid();
    float[] ramp = new float[20];
    for (int i = 0; i < 20; i++) {
      ramp[i] = 100 + i;
    }
    Path file = folder.resolve("x.jpg");
    new JpegFormat().write(Image.of(grid, ramp).storedAs(PixelType.UNSIGNED_CHAR), file, false);
    Image back = new JpegFormat().read(file);
    for (int i = 0; i < 20; i++) {
      assertEquals(ramp[i], back.value(i), 8);
    }
    assertEquals(2.54, back.grid().spacing(1), 1e-9);
  }

  @Test
  void mixesColoursAndOpacity() throws IOException {
    BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    picture.setRGB(0, 0, 0xff0a141e);
    picture.setRGB(1, 0, 0x800a141e);
    Path file = folder.resolve("c.png");
    ImageIO.write(picture, "png", file.toFile());
    Image gray = new PngFormat().read(file);
    double full = Luminance.of(10, 20, 30);
    assertEquals(full, gray.value(0), 1e-5);
    assertEquals(full * 128 / 255, gray.value(1), 1e-5);
  }

  @Test
  void saysWhatAFormatCannotHold() {
    Path file = folder.resolve("x.png");
    String message =
        assertThrows(
                OutputException.class,
                () -> new PngFormat().write(plane(PixelType.SHORT), file, false))
            .getMessage();
    assertTrue(message.contains("ResultImagePixelType"), message);
    assertThrows(
        OutputException.class,
        () -> new TiffFormat().write(plane(PixelType.LONG), folder.resolve("x.tif"), false));
    Image stack = Image.of(ImageGrid.ofSize(2, 2, 2), new float[8]);
    assertFalse(new PngFormat().canWrite(3));
    assertThrows(
        OutputException.class,
        () -> new BmpFormat().write(stack.storedAs(PixelType.UNSIGNED_CHAR), file, false));
    assertThrows(InputException.class, () -> new PngFormat().read(folder.resolve("none.png")));
  }
}
