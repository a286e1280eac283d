package org.jelastix.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.image.Image;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.FixedPyramidProvider;
import org.jelastix.api.spi.MovingPyramidProvider;
import org.jelastix.api.spi.PyramidContext;
import org.jelastix.runtime.Jelastix;

/**
 * Makes all levels of the smoothing pyramids of two images, once, in a JVM that has done nothing
 * before, and prints the seconds that it took: {@code PyramidRun FIXED MOVING LEVELS THREADS}.
 *
 * <p>A registration makes a level when it gets to it, so its log has no such figure.
 */
final class PyramidRun {
  private PyramidRun() {}

  public static void main(String[] args) {
    try (Jelastix jelastix = Jelastix.builder().threads(Integer.parseInt(args[3])).build()) {
      Image fixed = jelastix.images().read(Path.of(args[0]));
      Image moving = jelastix.images().read(Path.of(args[1]));
      ParameterMap map = ParameterMap.builder().put("NumberOfResolutions", args[2]).build();
      ComponentParameters parameters = new ComponentParameters(map, "", 0);
      long start = System.nanoTime();
      List<ImagePyramid> pyramids =
          List.of(
              jelastix
                  .components()
                  .provider(FixedPyramidProvider.class, "FixedSmoothingImagePyramid")
                  .create(new PyramidContext(parameters, fixed, jelastix.parallel())),
              jelastix
                  .components()
                  .provider(MovingPyramidProvider.class, "MovingSmoothingImagePyramid")
                  .create(new PyramidContext(parameters, moving, jelastix.parallel())));
      for (int level = 0; level < pyramids.get(0).levels(); level++) {
        makeLevel(pyramids, level, jelastix.parallel());
      }
      System.out.println((System.nanoTime() - start) / 1e9);
    }
  }

  /** What a run printed, from its output: the last line. */
  static double seconds(Path output) throws IOException {
    List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
    return Double.parseDouble(lines.get(lines.size() - 1));
  }

  /** Of all images at once, as a registration does. */
  private static void makeLevel(List<ImagePyramid> pyramids, int level, Parallel parallel) {
    parallel.run(
        pyramids.size(),
        i -> {
          if (Double.isNaN(pyramids.get(i).level(level).value(0))) {
            throw new IllegalStateException("a pyramid level holds no numbers");
          }
        });
  }
}
