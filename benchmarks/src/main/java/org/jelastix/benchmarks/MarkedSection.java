package org.jelastix.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a Markdown page between two comments, which a benchmark writes anew. */
public final class MarkedSection {
  private MarkedSection() {}

  /**
   * Replaces what stands between {@code <!-- begin NAME -->} and {@code <!-- end NAME -->}.
   *
   * @param page the file
   * @param name of the section
   * @param text the new content
   * @throws IOException if the page has no such section
   */
  public static void replace(Path page, String name, String text) throws IOException {
    String old = Files.readString(page, StandardCharsets.UTF_8);
    String begin = "<!-- begin " + name + " -->";
    String end = "<!-- end " + name + " -->";
    int from = old.indexOf(begin);
    int to = old.indexOf(end, Math.max(from, 0));
    if (from < 0 || to < 0) {
      throw new IOException(page + ": no section between " + begin + " and " + end);
    }
    String content =
        old.substring(0, from) + begin + "\n" + text.strip() + "\n" + old.substring(to);
    Files.writeString(page, content, StandardCharsets.UTF_8);
  }
}
