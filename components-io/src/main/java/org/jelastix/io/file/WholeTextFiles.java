package org.jelastix.io.file;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.StringTokenizer;
import org.jelastix.api.InputException;
import org.jelastix.api.spi.TextFiles;

/** {@link TextFiles} on the file system. */
public final class WholeTextFiles implements TextFiles {
  private static final int BLOCK = 8192;
  private static final long MOST_BYTES = 1L << 30;

  /** Ready to use. */
  public WholeTextFiles() {}

  @Override
  public void write(Path file, CharSequence text) {
    try (NewFile out = NewFile.beside(file)) {
      Writer writer = new OutputStreamWriter(out.stream(), StandardCharsets.UTF_8);
      writer.append(text);
      writer.flush();
      out.commit();
    } catch (IOException e) {
      throw Problems.writing(file, e);
    }
  }

  @Override
  public void writeDoubles(Path file, double[] values) {
    try (NewFile out = NewFile.beside(file)) {
      ByteBuffer bytes = ByteBuffer.allocate(BLOCK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int from = 0; from < values.length; from += BLOCK) {
        int count = Math.min(BLOCK, values.length - from);
        bytes.clear();
        bytes.asDoubleBuffer().put(values, from, count);
        bytes.limit(count * Double.BYTES);
        while (bytes.hasRemaining()) {
          out.channel().write(bytes);
        }
      }
      out.commit();
    } catch (IOException e) {
      throw Problems.writing(file, e);
    }
  }

  @Override
  public double[] readDoubles(Path file, int count) {
    InputFiles.requireRegular(file);
    try (FileChannel channel = FileChannel.open(file)) {
      long length = channel.size();
      if (count < 0 || length != (long) count * Double.BYTES) {
        throw new InputException(
            file
                + ": expected "
                + count
                + " doubles of 8 bytes, but the file has "
                + length
                + " bytes");
      }
      double[] values = new double[count];
      ByteBuffer bytes = ByteBuffer.allocate(BLOCK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int from = 0; from < count; from += BLOCK) {
        int n = Math.min(BLOCK, count - from);
        bytes.clear().limit(n * Double.BYTES);
        InputFiles.readFully(channel, bytes);
        bytes.flip();
        bytes.asDoubleBuffer().get(values, from, n);
      }
      return values;
    } catch (IOException e) {
      throw Problems.reading(file, e);
    }
  }

  @Override
  public double[] readNumbers(Path file) {
    String text = InputFiles.text(file, MOST_BYTES);
    double[] values = new double[16];
    int count = 0;
    int line = 0;
    for (String row : text.lines().toList()) {
      line++;
      StringTokenizer words = new StringTokenizer(row);
      while (words.hasMoreTokens()) {
        String word = words.nextToken();
        if (count == values.length) {
          values = Arrays.copyOf(values, 2 * count);
        }
        try {
          values[count++] = Double.parseDouble(word);
        } catch (NumberFormatException e) {
          throw new InputException(
              file + ":" + line + ": \"" + Problems.oneLine(word) + "\" is not a number", e);
        }
      }
    }
    return Arrays.copyOf(values, count);
  }
}
