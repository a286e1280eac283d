package org.jelastix.runtime.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this program. */
final class Version {
  /** The elastix whose numbers and files we reproduce. */
  static final String COMPATIBLE = "5.0.1";

  private Version() {}

  static String of() {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
