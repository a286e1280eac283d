package org.jelastix.api.spi;

import java.nio.file.Path;
import java.util.List;
import org.jelastix.api.parameter.ParameterMap;

/** A text format of parameter maps: elastix's own, TOML. */
public interface ParameterFileFormat {

  /** Short name. */
  String name();

  /** Extensions with dot, lower case. */
  List<String> extensions();

  /**
   * Reads a file, with the line of each name.
   *
   * @param file exists
   * @throws org.jelastix.api.ParameterException naming file, line and problem
   * @throws org.jelastix.api.InputException if it cannot be read at all
   */
  ParameterMap read(Path file);

  /**
   * The text of a file with these parameters; reading it gives an equal map.
   *
   * @param map what to write
   */
  String format(ParameterMap map);
}
