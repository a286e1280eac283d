package org.jelastix.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the names of files say. */
final class FileNames {
  private FileNames() {}

  /**
   * Whether a file has one of these extensions, in any case.
   *
   * @param file its name
   * @param extensions lower case, with dot
   */
  static boolean hasExtension(Path file, List<String> extensions) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    for (String extension : extensions) {
      if (name.endsWith(extension)) {
        return true;
      }
    }
    return false;
  }
}
