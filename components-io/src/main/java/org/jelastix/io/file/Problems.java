package org.jelastix.io.file;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;

/** Says in one line what an {@link IOException} means for the user. */
public final class Problems {
  private Problems() {}

  /**
   * A file that could not be read.
   *
   * @param file which
   * @param cause what was caught
   */
  public static InputException reading(Path file, IOException cause) {
    String reason;
    if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      reason = "the file does not exist";
    } else if (cause instanceof AccessDeniedException) {
      reason = "the file may not be read (permission denied)";
    } else if (cause instanceof EOFException) {
      reason = "the file is truncated: its data ends early";
    } else if (cause instanceof ZipException) {
      reason = "the compressed data is corrupt (" + text(cause) + ")";
    } else {
      reason = "cannot be read (" + text(cause) + ")";
    }
    return new InputException(file + ": " + reason, cause);
  }

  /**
   * A file that could not be written.
   *
   * @param file the final name
   * @param cause what was caught
   */
  public static OutputException writing(Path file, IOException cause) {
    Path folder = file.toAbsolutePath().getParent();
    String text = text(cause);
    String reason;
    if (text.toLowerCase(Locale.ROOT).contains("no space left")
        || text.toLowerCase(Locale.ROOT).contains("not enough space")
        || text.toLowerCase(Locale.ROOT).contains("quota exceeded")) {
      reason = "the disk is full";
    } else if (folder != null && !Files.exists(folder)) {
      reason = "the folder " + folder + " does not exist";
    } else if (cause instanceof NotDirectoryException
        || (folder != null && !Files.isDirectory(folder))) {
      reason = folder + " is not a folder";
    } else if (cause instanceof AccessDeniedException
        || text.toLowerCase(Locale.ROOT).contains("read-only")) {
      reason = "not writable (permission denied)";
    } else {
      reason = "cannot be written (" + text + ")";
    }
    return new OutputException(file + ": " + reason, cause);
  }

  private static String text(IOException e) {
    String text =
        e instanceof FileSystemException && ((FileSystemException) e).getReason() != null
            ? ((FileSystemException) e).getReason()
            : e.getMessage();
    return text == null ? e.getClass().getSimpleName() : oneLine(text);
  }

  /**
   * A text from a file, made fit for a message: one line, printable, not too long.
   *
   * @param text from a file, never trusted
   */
  public static String oneLine(String text) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < text.length() && clean.length() < 120; i++) {
      char c = text.charAt(i);
      clean.append(Character.isISOControl(c) ? ' ' : c);
    }
    return text.length() > 120 ? clean + "…" : clean.toString();
  }
}
