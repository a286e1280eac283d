package org.jelastix.transforms.planted;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Scanner;

/** A transform that reads a file of its own. */
public final class ScansAFile {
  /**
   * Reads.
   *
   * @param file of numbers
   */
  public double first(Path file) throws IOException {
    try (Scanner scanner = new Scanner(file, StandardCharsets.UTF_8)) {
      return scanner.nextDouble();
    }
  }
}
