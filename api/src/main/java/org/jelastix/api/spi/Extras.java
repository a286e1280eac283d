package org.jelastix.api.spi;

import java.util.List;
import java.util.Optional;
import org.jelastix.api.InputException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.parameter.ParameterMap;

/**
 * Inputs beside the images, which some components need: point sets, meshes, extra images and files,
 * under the names of elastix's options ({@code fp}, {@code mp}, {@code fmesh0}, …). The runtime
 * reads the files; components never do.
 */
public interface Extras {

  /**
   * A point set, in world mm or indices as its file says.
   *
   * @param option the option without dash
   */
  Optional<PointSet> points(String option);

  /**
   * A file named by a parameter or an option, read as an image.
   *
   * @param path as the parameter or option has it
   * @throws org.jelastix.api.InputException if it cannot be read
   */
  Image image(String path);

  /**
   * A file read as a transform parameter file.
   *
   * @param path as the parameter has it
   * @throws org.jelastix.api.InputException if it cannot be read
   */
  ParameterMap transformParameters(String path);

  /**
   * A file read as a transform, together with its initial transforms: a transform parameter file or
   * any other transform file that can be read.
   *
   * @param path as the parameter has it
   * @throws org.jelastix.api.InputException if it cannot be read
   */
  default Transform transform(String path) {
    throw new InputException(path + ": transform files cannot be read here");
  }

  /**
   * The text of an option, such as a file name.
   *
   * @param option the option without dash
   */
  Optional<String> option(String option);

  /**
   * The cells of a mesh whose vertices are {@link #points}: lines in 2-D, polygons in 3-D.
   *
   * @param option the option without dash
   * @return for each cell the numbers of its points, from 0 on; empty if the option is not given
   * @throws org.jelastix.api.InputException if the file cannot be read or has no cells
   */
  default Optional<List<int[]>> cells(String option) {
    return Optional.empty();
  }

  /**
   * The numbers of a plain text file, in the order of the file.
   *
   * @param option the option without dash
   * @return empty if the option is not given
   * @throws org.jelastix.api.InputException if the file cannot be read or has other things in it
   */
  default Optional<double[]> numbers(String option) {
    return Optional.empty();
  }

  /** Nothing beside the images. */
  static Extras none() {
    return new Extras() {
      @Override
      public Optional<PointSet> points(String option) {
        return Optional.empty();
      }

      @Override
      public Image image(String path) {
        throw new org.jelastix.api.InputException(path + ": files are not available here");
      }

      @Override
      public ParameterMap transformParameters(String path) {
        throw new org.jelastix.api.InputException(path + ": files are not available here");
      }

      @Override
      public Optional<String> option(String option) {
        return Optional.empty();
      }
    };
  }
}
