package org.jelastix.runtime.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jelastix.api.OutputException;

/**
 * The folder of {@code -out}: the names that elastix gives to files in it.
 *
 * @param path as the user wrote it
 * @param prefix what elastix puts in front of file names: the path with a slash at its end
 */
record OutputFolder(Path path, String prefix) {

  /** A folder that has to be there, as elastix demands. */
  static OutputFolder existing(String text) {
    OutputFolder folder = of(text);
    if (!Files.isDirectory(folder.path)) {
      throw new UsageException(
          "the output directory \""
              + folder.prefix
              + "\" does not exist. You are responsible for creating it.");
    }
    return folder;
  }

  /** A folder that is made if need be. */
  static OutputFolder created(String text) {
    OutputFolder folder = of(text);
    try {
      Files.createDirectories(folder.path);
    } catch (IOException e) {
      throw new OutputException(
          folder.path + ": the output folder cannot be made: " + reason(e), e);
    }
    return folder;
  }

  private static OutputFolder of(String text) {
    try {
      boolean closed = text.endsWith("/") || text.endsWith("\\");
      return new OutputFolder(Path.of(text), closed ? text : text + "/");
    } catch (InvalidPathException e) {
      throw new UsageException("\"" + text + "\" cannot be the name of a folder");
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "");
  }

  /** A file in the folder. */
  Path file(String name) {
    return path.resolve(name);
  }

  /** Names of a whole stage. */
  static String stage(String first, int stage, String extension) {
    return first + "." + stage + "." + extension;
  }

  /** Names of one resolution. */
  static String resolution(String first, int stage, int resolution, String extension) {
    return first + "." + stage + ".R" + resolution + "." + extension;
  }

  /** Names of one iteration, which has 7 digits. */
  static String iteration(
      String first, int stage, int resolution, int iteration, String extension) {
    String digits = Integer.toString(iteration);
    String padded = "0".repeat(Math.max(0, 7 - digits.length())) + digits;
    return first + "." + stage + ".R" + resolution + ".It" + padded + "." + extension;
  }

  /**
   * The name of an image that belongs to a transform file: {@code DeformationFieldImage.0.mhd} for
   * the parameter {@code DeformationFieldFileName} of {@code TransformParameters.0.txt}.
   */
  static String imageOf(String parameter, String transformFile, String extension) {
    int from = transformFile.indexOf('.');
    int to = transformFile.lastIndexOf('.');
    return parameter.replaceFirst("FileName$", "")
        + "Image"
        + transformFile.substring(from, Math.max(from, to))
        + "."
        + extension;
  }
}
