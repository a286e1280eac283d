package org.jelastix.runtime.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The version of this program. */
final class Version {
  /** The elastix whose numbers and files we reproduce. */
  static final String COMPATIBLE = "5.0.1";

  private Version() {}

  static String of() {
    try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }
}
