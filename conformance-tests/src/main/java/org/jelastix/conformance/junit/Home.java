package org.jelastix.conformance.junit;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where classes come from. */
final class Home {
  private Home() {}

  /**
   * The jar or the folder of a class.
   *
   * @param type any
   * @return null if it is no file
   */
  static Path of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL url = source == null ? null : source.getLocation();
    return url == null || !url.getProtocol().equals("file")
        ? null
        : Path.of(URI.create(url.toString()));
  }
}
