package org.jelastix.images.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.jelastix.api.JelastixException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.ImageSampler;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.Mask;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.random.RandomStream;
import org.jelastix.api.spi.SamplerContext;
import org.jelastix.api.spi.SamplerProvider;
import org.jelastix.images.Fixtures;
import org.junit.jupiter.api.Test;

class SamplersTest {
  private static final SamplerProvider FULL = new FullSamplerProvider();
  private static final SamplerProvider GRID = new GridSamplerProvider();
  private static final SamplerProvider RANDOM = new RandomSamplerProvider();
  private static final SamplerProvider COORDINATE = new RandomCoordinateSamplerProvider();
  private static final SamplerProvider SPARSE = new RandomSparseMaskSamplerProvider();
  private static final SamplerProvider MULTI = new MultiInputRandomCoordinateSamplerProvider();
  private static final List<SamplerProvider> ALL =
      List.of(FULL, GRID, RANDOM, COORDINATE, SPARSE, MULTI);

  private static ImageSampler create(
      SamplerProvider provider, Image image, Mask mask, String... parameters) {
    return create(provider, image, mask, Parallel.sequential(), 0, parameters);
  }

  private static ImageSampler create(
      SamplerProvider provider,
      Image image,
      Mask mask,
      Parallel parallel,
      int resolution,
      String... parameters) {
    ParameterMap.Builder map = ParameterMap.builder();
    for (String p : parameters) {
      String[] words = p.split(" ", -1);
      map.put(words[0], java.util.Arrays.copyOfRange(words, 1, words.length));
    }
    return provider.create(
        new SamplerContext(
            new ComponentParameters(map.build(), "ImageSampler0", resolution),
            List.of(image),
            List.of(Optional.ofNullable(mask)),
            new RandomStream(121212),
            parallel));
  }

  /** A ball in the middle of a grid that is not the image's. */
  private static Mask ball(ImageGrid image, double radius) {
    int dim = image.dimension();
    int[] size = new int[dim];
    java.util.Arrays.fill(size, 31);
    double[] spacing = new double[dim];
    java.util.Arrays.fill(spacing, 0.9);
    double[] direction = new double[dim * dim];
    double[] origin = image.center();
    for (int d = 0; d < dim; d++) {
      direction[d * dim + d] = 1;
      origin[d] -= 15 * 0.9;
    }
    ImageGrid grid = new ImageGrid(size, spacing, origin, direction);
    Image ball =
        Fixtures.ofFunction(
            grid,
            i -> {
              double sum = 0;
              for (int d = 0; d < dim; d++) {
                sum += (i[d] - 15.0) * (i[d] - 15.0);
              }
              return Math.sqrt(sum) * 0.9 <= radius ? 1 : 0;
            });
    return Mask.of(ball);
  }

  @Test
  void samplesLieInsideTheMask() {
    for (int[] size : new int[][] {{40, 30}, {30, 28, 20}}) {
      Image image = Fixtures.noise(Fixtures.obliqueGrid(size), 3);
      Mask mask = ball(image.grid(), 10);
      for (SamplerProvider provider : ALL) {
        ImageSamples samples = create(provider, image, mask, "NumberOfSpatialSamples 500").draw();
        assertTrue(samples.size() > 20, provider.info().name());
        double[] p = new double[size.length];
        for (int i = 0; i < samples.size(); i++) {
          for (int d = 0; d < p.length; d++) {
            p[d] = samples.axis(d)[i];
          }
          assertTrue(mask.contains(p), provider.info().name());
        }
      }
    }
  }

  @Test
  void fullTakesEveryVoxelOnceInMemoryOrder() {
    for (int[] size : new int[][] {{9, 8}, {7, 6, 5}, {5, 4, 3, 2}, {1, 4, 1}}) {
      Image image = Fixtures.noise(Fixtures.obliqueGrid(size), 3);
      ImageSamples samples = create(FULL, image, null).draw();
      assertEquals(image.length(), samples.size());
      double[] p = new double[size.length];
      for (int i = 0; i < samples.size(); i++) {
        assertEquals(image.value(i), samples.values()[i]);
        for (int d = 0; d < p.length; d++) {
          p[d] = i / image.grid().strides()[d] % size[d];
        }
        image.grid().voxelToWorld(p, p);
        for (int d = 0; d < p.length; d++) {
          assertEquals(p[d], samples.axis(d)[i], 1e-12);
        }
      }
    }
  }

  @Test
  void gridIsCentred() {
    Image image = Fixtures.ofFunction(ImageGrid.ofSize(10, 7), i -> i[0] + 100.0 * i[1]);
    ImageSamples samples = create(GRID, image, null, "SampleGridSpacing 4 3").draw();
    assertArrayEquals(new double[] {0, 4, 8, 300, 304, 308, 600, 604, 608}, samples.values());
    ImageSamples two = create(GRID, image, null, "SampleGridSpacing 5 2").draw();
    assertArrayEquals(new double[] {2, 7, 202, 207, 402, 407, 602, 607}, two.values());
  }

  @Test
  void gridSpacingIsTakenAResolutionAndIsTwoWhereMissing() {
    Image image = Fixtures.noise(ImageGrid.ofSize(20, 20), 1);
    Parallel p = Parallel.sequential();
    assertEquals(25, create(GRID, image, null, p, 0, "SampleGridSpacing 4 4 5 4 5").draw().size());
    assertEquals(20, create(GRID, image, null, p, 1, "SampleGridSpacing 4 4 5 4 5").draw().size());
    assertEquals(40, create(GRID, image, null, p, 2, "SampleGridSpacing 4 4 5 4 5").draw().size());
    assertEquals(
        4, create(GRID, image, null, p, 0, "ImageSampler0SampleGridSpacing 10 10").draw().size());
  }

  @Test
  void gridCanTakeAboutANumberOfSamples() {
    Image image = Fixtures.noise(ImageGrid.ofSize(100, 100), 1);
    assertEquals(100, create(GRID, image, null, "NumberOfGridSamples 100").draw().size());
    assertEquals(10000, create(GRID, image, null, "NumberOfGridSamples 999999").draw().size());
  }

  @Test
  void randomVoxelsAreUniform() {
    Image image = Fixtures.ofFunction(ImageGrid.ofSize(8, 5), i -> i[0] + 8.0 * i[1]);
    for (SamplerProvider provider : List.of(RANDOM, SPARSE)) {
      Mask all = Mask.of(Image.of(image.grid(), filled(40)));
      ImageSamples samples =
          create(provider, image, provider == SPARSE ? all : null, "NumberOfSpatialSamples 20000")
              .draw();
      int[] counts = new int[40];
      for (double v : samples.values()) {
        counts[(int) v]++;
      }
      double chiSquare = 0;
      // Random draws the last voxel of the box half as often as the others, as ITK does.
      double share = provider == RANDOM ? 20000 / 39.5 : 500;
      for (int i = 0; i < 40; i++) {
        double expected = provider == RANDOM && i == 39 ? share / 2 : share;
        chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
      }
      // 99.9 % of a chi-square distribution with 39 degrees of freedom lie below 72.
      assertTrue(chiSquare < 72, provider.info().name() + " " + chiSquare);
    }
  }

  @Test
  void randomCoordinatesAreUniform() {
    Image image = Fixtures.ofFunction(ImageGrid.ofSize(11, 6), i -> i[0] + 100.0 * i[1]);
    for (SamplerProvider provider : List.of(COORDINATE, MULTI)) {
      ImageSamples samples = create(provider, image, null, "NumberOfSpatialSamples 20000").draw();
      int[] counts = new int[50];
      for (int i = 0; i < samples.size(); i++) {
        double x = samples.axis(0)[i];
        double y = samples.axis(1)[i];
        assertEquals(x + 100 * y, samples.values()[i], 1e-4);
        counts[(int) Math.min(9, x) + 10 * (int) Math.min(4, y)]++;
      }
      double chiSquare = 0;
      for (int c : counts) {
        chiSquare += (c - 400.0) * (c - 400.0) / 400;
      }
      // 99.9 % of a chi-square distribution with 49 degrees of freedom lie below 85.4.
      assertTrue(chiSquare < 85.4, provider.info().name() + " " + chiSquare);
    }
  }

  private static float[] filled(int n) {
    float[] ones = new float[n];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void sameSamplesOnAnyNumberOfThreads() {
    Image image = Fixtures.noise(Fixtures.obliqueGrid(40, 30, 20), 3);
    Mask mask = ball(image.grid(), 11);
    for (SamplerProvider provider : ALL) {
      ImageSamples one = create(provider, image, mask).draw();
      ImageSamples many = create(provider, image, mask, Fixtures.threads(3), 0).draw();
      assertArrayEquals(one.values(), many.values());
      for (int d = 0; d < 3; d++) {
        assertArrayEquals(one.axis(d), many.axis(d));
      }
    }
  }

  @Test
  void onlyRandomSamplersDrawOtherSamplesTheNextTime() {
    Image image = Fixtures.noise(ImageGrid.ofSize(30, 30), 3);
    Mask mask = ball(image.grid(), 9);
    for (SamplerProvider provider : ALL) {
      ImageSampler sampler = create(provider, image, mask, "NumberOfSpatialSamples 50");
      double first = sampler.draw().axis(0)[0];
      double second = sampler.draw().axis(0)[0];
      if (sampler.isRandom()) {
        assertNotEquals(first, second, provider.info().name());
      } else {
        assertEquals(first, second, provider.info().name());
      }
    }
  }

  @Test
  void regionsAreSmallAndMove() {
    Image image = Fixtures.noise(Fixtures.obliqueGrid(40, 40, 40), 3);
    for (SamplerProvider provider : List.of(COORDINATE, MULTI)) {
      ImageSampler sampler =
          create(provider, image, null, "UseRandomSampleRegion true", "SampleRegionSize 5");
      double[] low = new double[2];
      for (int draw = 0; draw < 2; draw++) {
        ImageSamples samples = sampler.draw();
        double[] p = new double[3];
        double min = Double.MAX_VALUE;
        double max = -Double.MAX_VALUE;
        for (int i = 0; i < samples.size(); i++) {
          for (int d = 0; d < 3; d++) {
            p[d] = samples.axis(d)[i];
          }
          image.grid().worldToVoxel(p, p);
          min = Math.min(min, p[1]);
          max = Math.max(max, p[1]);
        }
        assertEquals(5, (max - min) * image.grid().spacing(1), 0.1);
        low[draw] = min;
      }
      assertNotEquals(low[0], low[1]);
      assertTrue(
          message(
                  ParameterException.class,
                  () ->
                      create(
                          provider,
                          image,
                          null,
                          "UseRandomSampleRegion true",
                          "SampleRegionSize 5 999 5"))
              .contains("999"));
    }
  }

  @Test
  void multiInputStaysWhereAllImagesOverlap() {
    Image first = Fixtures.noise(ImageGrid.ofSize(30, 30), 3);
    ImageGrid shifted =
        new ImageGrid(
            new int[] {10, 50},
            new double[] {2, 0.5},
            new double[] {12, 4},
            first.grid().direction());
    ImageSampler sampler =
        MULTI.create(
            new SamplerContext(
                ComponentParameters.defaults(),
                List.of(first, Fixtures.noise(shifted, 1)),
                List.of(),
                new RandomStream(1),
                Parallel.sequential()));
    ImageSamples samples = sampler.draw();
    for (int i = 0; i < samples.size(); i++) {
      assertTrue(samples.axis(0)[i] >= 12 && samples.axis(0)[i] <= 29);
      assertTrue(samples.axis(1)[i] >= 4 && samples.axis(1)[i] <= 28.5);
    }
  }

  @Test
  void voxelsThatAreNotNumbersAreNotTaken() {
    float[] values = Fixtures.noise(ImageGrid.ofSize(20, 20), 3).floats().clone();
    for (int i = 0; i < 400; i += 3) {
      values[i] = Float.NaN;
    }
    Image image = Image.of(ImageGrid.ofSize(20, 20), values);
    Mask all = Mask.of(Image.of(image.grid(), filled(400)));
    for (SamplerProvider provider : ALL) {
      if (provider != COORDINATE && provider != MULTI) {
        for (double v : create(provider, image, all).draw().values()) {
          assertFalse(Double.isNaN(v), provider.info().name());
        }
      }
    }
    assertTrue(
        message(RegistrationException.class, () -> create(COORDINATE, image, null).draw())
            .contains("not numbers"));
  }

  @Test
  void uselessMasksAreToldInOneLine() {
    Image image = Fixtures.noise(ImageGrid.ofSize(20, 20), 3);
    float[] corners = new float[400];
    corners[0] = 1;
    corners[399] = 1;
    Mask tiny = Mask.of(Image.of(image.grid(), corners));
    Mask empty = Mask.of(Image.of(image.grid(), new float[400]));
    Mask away = ball(Fixtures.obliqueGrid(900, 900), 3);
    for (SamplerProvider provider : List.of(RANDOM, COORDINATE, MULTI)) {
      assertTrue(
          message(RegistrationException.class, () -> create(provider, image, tiny).draw())
              .contains("too small"));
    }
    assertEquals(5000, create(SPARSE, image, tiny).draw().size());
    for (SamplerProvider provider : ALL) {
      if (provider != MULTI) {
        assertTrue(
            message(RegistrationException.class, () -> create(provider, image, empty).draw())
                .contains("empty"));
        assertTrue(
            message(RegistrationException.class, () -> create(provider, image, away).draw())
                .contains("outside"));
      }
    }
    assertTrue(
        message(RegistrationException.class, () -> create(SPARSE, image, null))
            .contains("needs a fixed mask"));
  }

  private static <E extends JelastixException> String message(
      Class<E> type, org.junit.jupiter.api.function.Executable code) {
    String message = assertThrows(type, code).getMessage();
    assertFalse(message.contains("\n"));
    return message;
  }
}
