package org.jelastix.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The optional folder {@code ../shared} beside the project; tests without it say so and skip. */
public final class SharedData {
  private SharedData() {}

  /** The folder, or the calling test is skipped. */
  public static Path folder() {
    Path root = Paths.get("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve(".ci"))) {
      root = root.getParent();
    }
    Path shared = root == null ? null : root.resolve("../shared").normalize();
    Assumptions.assumeTrue(
        shared != null && Files.isDirectory(shared),
        "SKIPPED: needs ../shared beside the project, which is not there");
    return shared;
  }

  /**
   * All files below a part of the folder whose path matches.
   *
   * @param part below the folder
   * @param regex of the whole path
   */
  public static List<Path> files(String part, String regex) throws IOException {
    try (Stream<Path> all = Files.walk(folder().resolve(part))) {
      return all.filter(f -> Files.isRegularFile(f) && f.toString().matches(regex))
          .sorted()
          .collect(Collectors.toList());
    }
  }
}
