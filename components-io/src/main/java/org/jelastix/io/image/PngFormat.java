package org.jelastix.io.image;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.jelastix.api.image.Image;
import org.jelastix.api.spi.ImageFormat;
import org.jelastix.io.file.InputFiles;
import org.jelastix.io.file.NewFile;
import org.jelastix.io.file.NumberText;
import org.jelastix.io.file.Problems;

/**
 * PNG: 2-D images of 8 or 16 bits. Colours become luminance. The spacing is in the chunk sCAL, as
 * ITK writes and reads it; pHYs is ignored, as by ITK. Origin and direction are not kept.
 */
public final class PngFormat implements ImageFormat {
  private static final byte[] MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int HEADER_END = 33;

  /** Ready to use. */
  public PngFormat() {}

  @Override
  public String name() {
    return "PNG";
  }

  @Override
  public List<String> extensions() {
    return List.of(".png");
  }

  @Override
  public boolean recognises(Path file) {
    return Arrays.equals(InputFiles.head(file, MAGIC.length), MAGIC);
  }

  @Override
  public Image read(Path file) {
    InputFiles.requireRegular(file);
    double[] spacing = spacing(file);
    return Rasters.image(Rasters.read(file, "png"), spacing, file);
  }

  /** What sCAL says, or 1. */
  private static double[] spacing(Path file) {
    double[] spacing = {1, 1};
    try (InputStream raw = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(new BufferedInputStream(raw))) {
      in.skipNBytes(MAGIC.length);
      while (true) {
        int length = in.readInt();
        String type = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
        if (type.equals("IDAT") || type.equals("IEND") || length < 0) {
          return spacing;
        }
        if (!type.equals("sCAL") || length > 200) {
          in.skipNBytes(length + 4L);
          continue;
        }
        byte[] data = in.readNBytes(length);
        String[] texts =
            new String(data, 1, Math.max(0, data.length - 1), StandardCharsets.ISO_8859_1)
                .split("\0");
        if (texts.length == 2) {
          double x = Double.parseDouble(texts[0]);
          double y = Double.parseDouble(texts[1]);
          if (x > 0 && y > 0 && Double.isFinite(x) && Double.isFinite(y)) {
            return new double[] {x, y};
          }
        }
        return spacing;
      }
    } catch (IOException | RuntimeException e) {
      // The picture's own reader says what is wrong with the file.
      return spacing;
    }
  }

  @Override
  public boolean canWrite(int dimension) {
    return dimension == 2;
  }

  @Override
  public void write(Image image, Path file, boolean compress) {
    BufferedImage picture = Rasters.picture(image, file, "PNG", true);
    try (NewFile out = NewFile.beside(file)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(picture, "png", bytes);
      byte[] png = bytes.toByteArray();
      OutputStream stream = out.stream();
      stream.write(png, 0, HEADER_END);
      stream.write(scale(image.grid().spacing(0), image.grid().spacing(1)));
      stream.write(png, HEADER_END, png.length - HEADER_END);
      stream.flush();
      out.commit();
    } catch (IOException e) {
      throw Problems.writing(file, e);
    }
  }

  private static byte[] scale(double x, double y) throws IOException {
    byte[] data =
        ("sCAL\1" + NumberText.of(x) + "\0" + NumberText.of(y))
            .getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(data);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream chunk = new DataOutputStream(bytes);
    chunk.writeInt(data.length - 4);
    chunk.write(data);
    chunk.writeInt((int) crc.getValue());
    return bytes.toByteArray();
  }
}
