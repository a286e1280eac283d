package org.jelastix.runtime.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jelastix.api.OutputException;

/**
 * The log of a run, elastix.log or transformix.log, and its echo on the standard output.
 *
 * <p>Unlike the results, the log grows in its final place, so that a run can be followed. If it
 * cannot be written any more, the run goes on, and the loss is told at the end.
 */
final class RunLog implements AutoCloseable {
  private static final int LONG = 1 << 13;

  /** Bytes of a file copied at a time. */
  private static final int PIECE = 1 << 17;

  private final Path file;
  private final OutputStream bytes;
  private final BufferedWriter writer;
  private final PrintStream echo;
  private IOException loss;

  private RunLog(Path file, OutputStream bytes, PrintStream echo) {
    this.file = file;
    this.bytes = bytes;
    this.writer = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
    this.echo = echo;
  }

  /**
   * Starts a log.
   *
   * @param file overwritten
   * @param echo gets the same lines; null for nothing
   */
  static RunLog open(Path file, PrintStream echo) {
    try {
      return new RunLog(file, Files.newOutputStream(file), echo);
    } catch (IOException e) {
      throw new OutputException(file + ": the log cannot be written; is the folder writable?", e);
    }
  }

  /** Adds lines to the file and the echo. */
  void line(CharSequence text) {
    fileOnly(text);
    if (echo != null) {
      echo.println(text);
    }
  }

  /** Adds lines to the file alone. */
  void fileOnly(CharSequence text) {
    if (loss != null) {
      return;
    }
    try {
      if (text.length() > LONG) {
        // Parameter files can be megabytes, and need no passing through small buffers.
        writer.flush();
        bytes.write(text.toString().getBytes(StandardCharsets.UTF_8));
        writer.append('\n');
      } else {
        writer.append(text).append('\n');
      }
    } catch (IOException e) {
      loss = e;
    }
  }

  /** Adds a text file to the file alone. */
  void contentsOf(Path text) {
    if (loss != null) {
      return;
    }
    try {
      writer.flush();
      byte[] piece = new byte[PIECE];
      try (InputStream in = Files.newInputStream(text)) {
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
          bytes.write(piece, 0, n);
        }
      }
      writer.append('\n');
    } catch (IOException e) {
      loss = e;
    }
  }

  /** Brings what is buffered to the disk. */
  void flush() {
    if (echo != null) {
      echo.flush();
    }
    try {
      if (loss == null) {
        writer.flush();
      }
    } catch (IOException e) {
      loss = e;
    }
  }

  /**
   * Ends the log.
   *
   * @throws OutputException if some of it was lost
   */
  @Override
  public void close() {
    flush();
    try {
      writer.close();
    } catch (IOException e) {
      loss = loss == null ? e : loss;
    }
    if (loss != null) {
      throw new OutputException(file + ": the log is not complete: " + loss.getMessage(), loss);
    }
  }
}
