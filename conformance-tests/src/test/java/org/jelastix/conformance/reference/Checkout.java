package org.jelastix.conformance.reference;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Where the project is. */
final class Checkout {
  private Checkout() {}

  /** The folder of the whole project; skips the test if there is none. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve(".ci"))) {
      folder = folder.getParent();
    }
    Assumptions.assumeTrue(folder != null, "SKIPPED: not within a checkout of the project");
    return folder;
  }
}
