package org.jelastix.images.pyramid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.ImagePyramid;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.MovingPyramidProvider;
import org.jelastix.api.spi.PyramidContext;
import org.jelastix.images.Fixtures;
import org.junit.jupiter.api.Test;

class PyramidsTest {
  private static final MovingPyramidProvider[] ALL = {
    new MovingRecursivePyramidProvider(),
    new MovingSmoothingPyramidProvider(),
    new MovingShrinkingPyramidProvider(),
    new MovingGenericPyramidProvider(),
    new OpenClMovingGenericPyramidProvider()
  };

  private static ImagePyramid create(
      MovingPyramidProvider provider, Image image, ParameterMap parameters, Parallel parallel) {
    return provider.create(
        new PyramidContext(
            new ComponentParameters(parameters, "MovingImagePyramid1", 0), image, parallel));
  }

  private static ImagePyramid create(
      MovingPyramidProvider provider, Image image, ParameterMap parameters) {
    return create(provider, image, parameters, Parallel.sequential());
  }

  @Test
  void sameBitsOnAnyNumberOfThreads() {
    Image image = Fixtures.noise(Fixtures.obliqueGrid(67, 71, 33), 4);
    for (MovingPyramidProvider provider : ALL) {
      ImagePyramid one = create(provider, image, ParameterMap.empty());
      ImagePyramid many = create(provider, image, ParameterMap.empty(), Fixtures.threads(3));
      for (int level = 0; level < one.levels(); level++) {
        assertArrayEquals(one.level(level).floats(), many.level(level).floats());
      }
    }
  }

  @Test
  void constantsStayConstantInAnyDimension() {
    for (int[] size : new int[][] {{20, 17}, {11, 9, 14}, {9, 1, 3}, {8, 7, 6, 5}, {2, 2}}) {
      ImageGrid grid = Fixtures.obliqueGrid(size);
      float[] values = new float[grid.voxelCount()];
      Arrays.fill(values, -37.5f);
      for (MovingPyramidProvider provider : ALL) {
        ImagePyramid pyramid = create(provider, Image.of(grid, values), ParameterMap.empty());
        assertEquals(3, pyramid.levels());
        for (int level = 0; level < 3; level++) {
          for (float v : pyramid.level(level).floats()) {
            assertEquals(-37.5f, v, 1e-4f, provider.info().name());
          }
        }
      }
    }
  }

  @Test
  void shrunkLevelsKeepTheirCentre() {
    Image image = Fixtures.noise(Fixtures.obliqueGrid(24, 16, 32), 4);
    for (MovingPyramidProvider provider : ALL) {
      ImagePyramid pyramid = create(provider, image, ParameterMap.empty());
      for (int level = 0; level < 3; level++) {
        assertArrayEquals(image.grid().center(), pyramid.level(level).grid().center(), 1e-9);
      }
    }
  }

  @Test
  void schedulesOfOneOfSeveralPyramidsWin() {
    ParameterMap parameters =
        ParameterMap.builder()
            .put("NumberOfResolutions", "2")
            .put("ImagePyramidSchedule", "8", "8", "4", "4")
            .put("MovingImagePyramidSchedule", "4", "4", "2", "2")
            .put("MovingImagePyramid1Schedule", "2", "3", "1", "1")
            .build();
    Image image = Fixtures.noise(ImageGrid.ofSize(12, 12), 1);
    ImagePyramid shrinking = create(ALL[2], image, parameters);
    assertArrayEquals(new double[] {2, 3}, shrinking.schedule(0));
    assertArrayEquals(new int[] {6, 4}, shrinking.level(0).grid().size());
    assertArrayEquals(new double[] {4, 4}, create(ALL[3], image, parameters).schedule(0));
  }

  @Test
  void incompleteSchedulesAreNotUsed() {
    ParameterMap parameters =
        ParameterMap.builder()
            .put("NumberOfResolutions", "3")
            .put("ImagePyramidSchedule", "8", "8", "4", "4", "1")
            .build();
    ImagePyramid pyramid = create(ALL[0], Fixtures.noise(ImageGrid.ofSize(9, 9), 1), parameters);
    assertArrayEquals(new double[] {4, 4}, pyramid.schedule(0));
    assertArrayEquals(new double[] {1, 1}, pyramid.schedule(2));
  }

  @Test
  void factorsNeverGrow() {
    ParameterMap parameters =
        ParameterMap.builder()
            .put("NumberOfResolutions", "2")
            .put("ImagePyramidSchedule", "2", "0", "4", "4")
            .build();
    ImagePyramid pyramid = create(ALL[2], Fixtures.noise(ImageGrid.ofSize(9, 9), 1), parameters);
    assertArrayEquals(new double[] {2, 1}, pyramid.schedule(1));
  }

  @Test
  void genericPyramidHonoursZeroSmoothingAndUnitFactors() {
    Image image = Fixtures.noise(ImageGrid.ofSize(9, 9), 1);
    String[] zeros = {"0", "0", "0", "0", "0", "0"};
    String[] ones = {"1", "1", "1", "1", "1", "1"};
    ParameterMap unsmoothed =
        ParameterMap.builder()
            .put("ImagePyramidSmoothingSchedule", zeros)
            .put("ImagePyramidUseShrinkImageFilter", "true")
            .build();
    assertArrayEquals(
        create(ALL[2], image, ParameterMap.empty()).level(0).floats(),
        create(ALL[3], image, unsmoothed).level(0).floats());
    ParameterMap unscaled = ParameterMap.builder().put("ImagePyramidSchedule", ones).build();
    assertSame(image, create(ALL[3], image, unscaled).level(0));
  }

  @Test
  void malformedSchedulesNameTheirParameter() {
    ParameterMap parameters = ParameterMap.builder().put("ImagePyramidSchedule", "-1", "2").build();
    Image image = Fixtures.noise(ImageGrid.ofSize(9, 9), 1);
    ParameterException e =
        assertThrows(ParameterException.class, () -> create(ALL[0], image, parameters));
    assertTrue(e.getMessage().contains("ImagePyramidSchedule"), e.getMessage());
  }

  @Test
  void thereAreNoOtherLevels() {
    Image image = Fixtures.noise(ImageGrid.ofSize(9, 9), 1);
    for (MovingPyramidProvider provider : ALL) {
      ImagePyramid pyramid = create(provider, image, ParameterMap.empty());
      assertThrows(IndexOutOfBoundsException.class, () -> pyramid.level(3));
      assertThrows(IndexOutOfBoundsException.class, () -> pyramid.level(-1));
    }
  }
}
