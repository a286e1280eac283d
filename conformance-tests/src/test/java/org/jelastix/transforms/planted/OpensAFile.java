package org.jelastix.transforms.planted;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A component that reads a file of its own. */
public final class OpensAFile {
  /**
   * Reads.
   *
   * @param file any
   */
  public String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
