package org.jelastix.io.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;

/** The pixels of an image in memory. */
record WholePixels(Image image) implements Pixels {

  @Override
  public ImageGrid grid() {
    return image.grid();
  }

  @Override
  public int components() {
    return image.components();
  }

  @Override
  public PixelType type() {
    return image.storedType();
  }

  @Override
  public void write(OutputStream out, Order order) throws IOException {
    int n = order == Order.BY_COMPONENT ? image.components() : 1;
    for (int c = 0; c < n; c++) {
      PixelWriter.write(image, c, n, image.length() / n, ByteOrder.LITTLE_ENDIAN, out);
    }
  }
}
