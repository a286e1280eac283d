package org.jelastix.api.spi;

import java.nio.file.Path;
import java.util.List;
import org.jelastix.api.image.PointSet;

/** A file format of points: elastix's text lists, VTK polydata, meshes. */
public interface PointSetFormat {

  /** Short name. */
  String name();

  /** Extensions with dot, lower case. */
  List<String> extensions();

  /**
   * Whether a file looks like this format by its first bytes.
   *
   * @param file exists
   */
  boolean recognises(Path file);

  /**
   * Reads the points.
   *
   * @param file exists
   * @param dimension coordinates a point
   * @throws org.jelastix.api.InputException naming file, line and problem
   */
  PointSet read(Path file, int dimension);

  /**
   * Reads the cells of a mesh: lines in 2-D, polygons in 3-D.
   *
   * @param file exists
   * @return for each cell the numbers of its points, from 0 on; empty if the format or the file has
   *     none
   * @throws org.jelastix.api.InputException naming file, line and problem
   */
  default List<int[]> cells(Path file) {
    return List.of();
  }

  /**
   * Writes points, in the place of those of a template file, whose other contents (cells, point
   * data) are kept.
   *
   * @param points world mm
   * @param template the file that the points were read from
   * @param file final name, overwritten
   * @throws org.jelastix.api.OutputException naming file and problem
   */
  void write(PointSet points, Path template, Path file);
}
