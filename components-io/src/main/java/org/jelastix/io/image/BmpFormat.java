package org.jelastix.io.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.jelastix.api.image.Image;
import org.jelastix.api.spi.ImageFormat;
import org.jelastix.io.file.InputFiles;
import org.jelastix.io.file.NewFile;
import org.jelastix.io.file.Problems;

/**
 * BMP: 2-D images of 8 bits. Colours become luminance. The spacing is written as resolution but not
 * read, as in ITK; origin and direction are not kept.
 */
public final class BmpFormat implements ImageFormat {

  /** Ready to use. */
  public BmpFormat() {}

  @Override
  public String name() {
    return "BMP";
  }

  @Override
  public List<String> extensions() {
    return List.of(".bmp");
  }

  @Override
  public boolean recognises(Path file) {
    byte[] head = InputFiles.head(file, 2);
    return head.length == 2 && head[0] == 'B' && head[1] == 'M';
  }

  @Override
  public Image read(Path file) {
    return Rasters.image(Rasters.read(file, "bmp"), Geometry.ones(2), file);
  }

  @Override
  public boolean canWrite(int dimension) {
    return dimension == 2;
  }

  @Override
  public void write(Image image, Path file, boolean compress) {
    BufferedImage picture = Rasters.picture(image, file, "BMP", false);
    try (NewFile out = NewFile.beside(file)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(picture, "bmp", bytes);
      byte[] bmp = bytes.toByteArray();
      ByteBuffer header = ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN);
      header.putInt(38, (int) Math.rint(1000 / image.grid().spacing(0)));
      header.putInt(42, (int) Math.rint(1000 / image.grid().spacing(1)));
      OutputStream stream = out.stream();
      stream.write(bmp);
      stream.flush();
      out.commit();
    } catch (IOException e) {
      throw Problems.writing(file, e);
    }
  }
}
