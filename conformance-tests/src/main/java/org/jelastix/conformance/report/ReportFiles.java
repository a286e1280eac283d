package org.jelastix.conformance.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jelastix.api.OutputException;
import org.jelastix.api.spi.TextFiles;

/** Writes a report. */
public final class ReportFiles {
  /** The page. */
  public static final String PAGE = "conformance.html";

  /** The file for build servers. */
  public static final String XML = "conformance.xml";

  private ReportFiles() {}

  /**
   * Writes both files.
   *
   * @param report what to write
   * @param folder made if need be
   * @param writer writes each file as a whole
   * @throws OutputException if that is not possible
   */
  public static void write(Report report, Path folder, TextFiles writer) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new OutputException(
          folder + ": the folder of the report cannot be made: " + e.getMessage(), e);
    }
    Circumstances when = Circumstances.now();
    writer.write(folder.resolve(XML), JunitXml.of(report, when));
    writer.write(folder.resolve(PAGE), HtmlPage.of(report, when));
  }
}
