package org.jelastix.api.spi;

import java.nio.file.Path;
import java.util.List;
import org.jelastix.api.parameter.ParameterMap;

/** A file format of transforms other than parameter files: ITK's text and HDF5 transform files. */
public interface TransformFileFormat {

  /** Short name. */
  String name();

  /** Extensions with dot, lower case. */
  List<String> extensions();

  /**
   * Whether a file looks like this format by its first bytes. Some of ITK's text files end in
   * {@code .txt} like elastix's own, so ask this before the extension.
   *
   * @param file may be missing
   */
  default boolean recognises(Path file) {
    return false;
  }

  /**
   * Reads the transforms of a file in the order of the file, each as the parameter map that a
   * transform parameter file would have for it.
   *
   * @param file exists
   * @throws org.jelastix.api.InputException naming file and problem
   */
  List<ParameterMap> read(Path file);

  /**
   * Writes transforms; several become a composite, of which ITK applies the last to a point first.
   *
   * @param transforms in the order of the file
   * @param file final name, overwritten
   * @throws org.jelastix.api.OutputException naming file and problem
   */
  void write(List<ParameterMap> transforms, Path file);
}
