package org.jelastix.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jelastix.api.InputException;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.spi.PointSetFormat;
import org.jelastix.runtime.registry.Formats;

/** Reads and writes point sets of every format that is installed. Immutable and thread-safe. */
public final class Points {
  private final List<PointSetFormat> formats;

  Points(Formats formats) {
    this.formats = formats.points();
  }

  /**
   * Reads points. The format is chosen by what is in the file, or else by the name.
   *
   * @param file its name
   * @param dimension coordinates a point
   * @throws InputException naming file, line and problem
   */
  public PointSet read(Path file, int dimension) {
    return formatOf(file).read(file, dimension);
  }

  /**
   * Reads the cells of a mesh: lines in 2-D, polygons in 3-D.
   *
   * @param file its name
   * @return for each cell the numbers of its points, from 0 on; empty if there are none
   * @throws InputException naming file, line and problem
   */
  public List<int[]> cells(Path file) {
    return formatOf(file).cells(file);
  }

  /**
   * Writes points in the place of those of another file.
   *
   * @param points world mm
   * @param template the file that the points were read from
   * @param file its name, overwritten
   * @throws org.jelastix.api.OutputException naming file and problem
   */
  public void write(PointSet points, Path template, Path file) {
    formatOf(template).write(points, template, file);
  }

  private PointSetFormat formatOf(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": no such file");
    }
    return formats.stream()
        .filter(f -> FileNames.hasExtension(file, f.extensions()) && f.recognises(file))
        .findFirst()
        .or(() -> formats.stream().filter(f -> f.recognises(file)).findFirst())
        .or(
            () ->
                formats.stream()
                    .filter(f -> FileNames.hasExtension(file, f.extensions()))
                    .findFirst())
        .orElseThrow(() -> new InputException(file + ": not a list of points of a known format"));
  }
}
