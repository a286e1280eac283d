package org.jelastix.images.pyramid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.FixedPyramidProvider;
import org.jelastix.api.spi.PyramidContext;
import org.jelastix.images.Fixtures;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Levels that elastix 5.0.1 wrote ({@code WritePyramidImagesAfterEachResolution}) of an image whose
 * voxel (x, y, z) is {@code (37x + 61y + 89z + 7xy) mod 101 - 30}.
 */
class ElastixPyramidsTest {
  private static final List<FixedPyramidProvider> PROVIDERS =
      List.of(
          new FixedRecursivePyramidProvider(),
          new FixedSmoothingPyramidProvider(),
          new FixedGenericPyramidProvider());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oblique2d-recursive",
        "oblique2d-recursive-indivisible",
        "oblique2d-smoothing",
        "oblique2d-generic",
        "oblique2d-generic-shrink",
        "oblique2d-generic-schedules",
        "flipped3d-recursive",
        "flipped3d-recursive-indivisible",
        "flipped3d-smoothing",
        "flipped3d-generic",
        "flipped3d-generic-shrink",
        "flipped3d-generic-schedules"
      })
  void levelsAreThoseOfElastix(String name) throws IOException {
    ParameterMap.Builder parameters = ParameterMap.builder();
    String kind = "";
    double[] size = {};
    double[] spacing = {};
    double[] origin = {};
    double[] levelSize = {};
    double[] levelOrigin = {};
    ImagePyramid pyramid = null;
    int level = 0;
    for (String line : lines(name + ".txt")) {
      String[] words = line.split(" ", -1);
      String[] rest = Arrays.copyOfRange(words, 1, words.length);
      switch (words[0]) {
        case "pyramid" -> kind = "Fixed" + rest[0];
        case "parameter" -> parameters.put(rest[0], Arrays.copyOfRange(rest, 1, rest.length));
        case "size" -> size = numbers(rest);
        case "spacing" -> spacing = numbers(rest);
        case "origin" -> origin = numbers(rest);
        case "direction" -> {
          ImageGrid grid = new ImageGrid(ints(size), spacing, origin, numbers(rest));
          pyramid = create(kind, parameters.build(), grid);
        }
        case "level-size" -> levelSize = numbers(rest);
        case "level-origin" -> levelOrigin = numbers(rest);
        default -> {
          Image made = pyramid.level(level++);
          assertArrayEquals(ints(levelSize), made.grid().size());
          assertArrayEquals(levelOrigin, made.grid().origin(), 1e-12);
          double[] expected = numbers(rest);
          for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], made.value(i), 1e-5, "voxel " + i);
          }
        }
      }
    }
    assertEquals(3, level);
  }

  private static ImagePyramid create(String name, ParameterMap parameters, ImageGrid grid) {
    Image image =
        Fixtures.ofFunction(
            grid,
            i -> {
              int z = i.length > 2 ? i[2] : 0;
              return (37 * i[0] + 61 * i[1] + 89 * z + 7 * i[0] * i[1]) % 101 - 30;
            });
    for (FixedPyramidProvider provider : PROVIDERS) {
      if (provider.info().name().equals(name)) {
        return provider.create(
            new PyramidContext(
                new ComponentParameters(parameters, "FixedImagePyramid0", 0),
                image,
                Parallel.sequential()));
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static List<String> lines(String file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                ElastixPyramidsTest.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  private static double[] numbers(String[] words) {
    return Arrays.stream(words).mapToDouble(Double::parseDouble).toArray();
  }

  private static int[] ints(double[] numbers) {
    return Arrays.stream(numbers).mapToInt(v -> (int) v).toArray();
  }
}
