package org.jelastix.api.spi;

import java.nio.file.Path;

/** Writes whole text files safely, for the parts of jelastix that may not open files themselves. */
public interface TextFiles {

  /**
   * Writes a UTF-8 text beside the final name and moves it there.
   *
   * @param file final name, overwritten
   * @param text the whole contents
   * @throws org.jelastix.api.OutputException naming file and problem; nothing is left behind
   */
  void write(Path file, CharSequence text);

  /**
   * Writes doubles as little-endian binary, as elastix does for
   * UseBinaryFormatForTransformationParameters.
   *
   * @param file final name, overwritten
   * @param values the whole contents
   * @throws org.jelastix.api.OutputException naming file and problem
   */
  void writeDoubles(Path file, double[] values);

  /**
   * Reads little-endian doubles.
   *
   * @param file exists
   * @param count how many are expected; must fit the file's length
   * @throws org.jelastix.api.InputException naming file and problem
   */
  double[] readDoubles(Path file, int count);

  /**
   * Reads the numbers of a plain text file, separated by white space, such as a vector or a matrix
   * row after row.
   *
   * @param file exists
   * @throws org.jelastix.api.InputException naming file, line and problem
   */
  double[] readNumbers(Path file);
}
