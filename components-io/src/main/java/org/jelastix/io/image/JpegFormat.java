package org.jelastix.io.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jelastix.api.image.Image;
import org.jelastix.api.spi.ImageFormat;
import org.jelastix.io.file.InputFiles;
import org.jelastix.io.file.NewFile;
import org.jelastix.io.file.Problems;

/**
 * JPEG: 2-D images of 8 bits, with loss. Colours become luminance. The spacing is the density of
 * the JFIF header (dots per inch or cm), as ITK has it; origin and direction are not kept.
 */
public final class JpegFormat implements ImageFormat {
  private static final float QUALITY = 0.95f;

  /** Each block of 8 by 8 pixels takes a bit at least. */
  private static final long MOST_PIXELS_PER_BYTE = 8 * 64;

  /** Ready to use. */
  public JpegFormat() {}

  @Override
  public String name() {
    return "JPEG";
  }

  @Override
  public List<String> extensions() {
    return List.of(".jpeg", ".jpg");
  }

  @Override
  public boolean recognises(Path file) {
    byte[] head = InputFiles.head(file, 3);
    return head.length == 3
        && head[0] == (byte) 0xff
        && head[1] == (byte) 0xd8
        && head[2] == (byte) 0xff;
  }

  @Override
  public Image read(Path file) {
    InputFiles.requireRegular(file);
    byte[] head = InputFiles.head(file, 18);
    double[] spacing = {1, 1};
    if (isJfif(head)) {
      double unit = head[13] == 1 ? 25.4 : head[13] == 2 ? 10.0 : 0;
      int x = ((head[14] & 0xff) << 8) | (head[15] & 0xff);
      int y = ((head[16] & 0xff) << 8) | (head[17] & 0xff);
      if (unit > 0 && x > 0 && y > 0) {
        spacing = new double[] {unit / x, unit / y};
      }
    }
    return Rasters.image(Rasters.read(file, "jpeg", MOST_PIXELS_PER_BYTE), spacing, file);
  }

  private static boolean isJfif(byte[] head) {
    return head.length == 18
        && head[2] == (byte) 0xff
        && head[3] == (byte) 0xe0
        && head[6] == 'J'
        && head[7] == 'F'
        && head[8] == 'I'
        && head[9] == 'F';
  }

  @Override
  public boolean canWrite(int dimension) {
    return dimension == 2;
  }

  @Override
  public void write(Image image, Path file, boolean compress) {
    BufferedImage picture = Rasters.picture(image, file, "JPEG", false);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (NewFile out = NewFile.beside(file)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(QUALITY);
        writer.setOutput(stream);
        writer.write(null, new IIOImage(picture, null, null), param);
      }
      byte[] jpeg = bytes.toByteArray();
      if (jpeg.length > 18 && isJfif(Arrays.copyOf(jpeg, 18))) {
        jpeg[13] = 1;
        put(jpeg, 14, image.grid().spacing(0));
        put(jpeg, 16, image.grid().spacing(1));
      }
      OutputStream stream = out.stream();
      stream.write(jpeg);
      stream.flush();
      out.commit();
    } catch (IOException e) {
      throw Problems.writing(file, e);
    } finally {
      writer.dispose();
    }
  }

  private static void put(byte[] jpeg, int at, double spacing) {
    int density = (int) Math.max(1, Math.min(65535, Math.rint(25.4 / spacing)));
    jpeg[at] = (byte) (density >> 8);
    jpeg[at + 1] = (byte) density;
  }
}
