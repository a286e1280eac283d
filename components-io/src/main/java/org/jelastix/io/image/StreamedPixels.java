package org.jelastix.io.image;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.image.StreamedImage;
import org.jelastix.io.file.NewFile;

/** The pixels of an image that is made while it is written, each slice to its place in the file. */
record StreamedPixels(StreamedImage image) implements Pixels {
  /** Values turned into bytes at a time: they stay in the cache until they are written. */
  private static final int BLOCK = 1 << 15;

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
    return PixelType.FLOAT;
  }

  @Override
  public void write(OutputStream out, Order order) throws IOException {
    new WholePixels(image.toImage()).write(out, order);
  }

  @Override
  public void write(NewFile file, Order order) throws IOException {
    if (!file.isRegular()) {
      // What goes into a pipe has to come in order.
      Pixels.super.write(file, order);
      return;
    }
    FileChannel channel = file.channel();
    long start = channel.position();
    int n = image.components();
    long voxels = image.grid().voxelCount();
    try {
      image.forEach(
          () -> new Output(channel),
          (output, slices) -> {
            long first = slices.firstVoxel();
            if (order == Order.BY_COMPONENT || n == 1) {
              for (int c = 0; c < n; c++) {
                long at = start + Float.BYTES * (c * voxels + first);
                output.write(slices.values()[c], slices.voxelCount(), at);
              }
            } else {
              output.writeByVoxel(slices, n, start + Float.BYTES * (n * first));
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** What one thread at a time writes with. */
  private static final class Output {
    private final FileChannel channel;
    private final ByteBuffer bytes;
    private final float[] mixed;

    Output(FileChannel channel) {
      this.channel = channel;
      this.bytes = ByteBuffer.allocateDirect(BLOCK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      this.mixed = new float[BLOCK];
    }

    /** Writes the first n values to a place in the file. */
    void write(float[] values, int n, long place) {
      for (int from = 0; from < n; from += BLOCK) {
        int count = Math.min(BLOCK, n - from);
        bytes.clear().limit(count * Float.BYTES);
        bytes.asFloatBuffer().put(values, from, count);
        long at = place + (long) from * Float.BYTES;
        try {
          while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    /** Writes the components of each voxel side by side. */
    void writeByVoxel(StreamedImage.Slices slices, int components, long place) {
      int n = slices.voxelCount();
      int most = BLOCK / components;
      for (int from = 0; from < n; from += most) {
        int count = Math.min(most, n - from);
        slices.interleave(from, count, mixed, 0);
        write(mixed, count * components, place + (long) from * components * Float.BYTES);
      }
    }
  }
}
