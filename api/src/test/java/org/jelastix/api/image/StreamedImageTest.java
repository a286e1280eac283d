package org.jelastix.api.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.parallel.Parallel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamedImageTest {
  private static final Parallel MANY =
      (tasks, task) -> IntStream.range(0, tasks).parallel().forEach(task);

  /** Value c + 10 · voxel. */
  private static StreamedImage counting(ImageGrid grid, int components) {
    int last = grid.size(grid.dimension() - 1);
    int slice = grid.voxelCount() / last;
    return new StreamedImage(
        grid,
        components,
        MANY,
        () ->
            (first, count, values) -> {
              for (int c = 0; c < components; c++) {
                for (int i = 0; i < count * slice; i++) {
                  values[c][i] = c + 10 * (first * slice + i);
                }
              }
            });
  }

  @ParameterizedTest
  @CsvSource({"7,5,1,1", "7,5,3,3", "40,1,50,2", "1,1,1,4", "700,800,5,3"})
  void eachVoxelIsMadeOnceAtItsPlace(int width, int height, int depth, int components) {
    ImageGrid grid = ImageGrid.ofSize(width, height, depth);
    StreamedImage streamed = counting(grid, components);
    int[] seen = new int[grid.voxelCount()];
    AtomicInteger users = new AtomicInteger();
    streamed.forEach(
        users::incrementAndGet,
        (user, slices) -> {
          assertTrue(slices.voxelCount() <= slices.values()[0].length);
          for (int i = 0; i < slices.voxelCount(); i++) {
            seen[slices.firstVoxel() + i]++;
            assertEquals(10f * (slices.firstVoxel() + i), slices.values()[0][i]);
          }
        });
    int[] once = new int[seen.length];
    Arrays.fill(once, 1);
    assertArrayEquals(once, seen);
    assertTrue(users.get() >= 1 && users.get() <= depth);
    Image image = streamed.toImage();
    assertEquals(components, image.components());
    for (int i = 0; i < image.length(); i++) {
      int voxel = i / components;
      assertEquals(i % components + 10f * voxel, image.floats()[i]);
    }
  }

  @Test
  void anotherGridKeepsTheValues() {
    StreamedImage streamed = counting(ImageGrid.ofSize(4, 3), 2);
    ImageGrid turned =
        new ImageGrid(
            new int[] {4, 3}, new double[] {2, 3}, new double[2], new double[] {0, 1, -1, 0});
    assertEquals(turned, streamed.onGrid(turned).grid());
    assertArrayEquals(streamed.toImage().floats(), streamed.onGrid(turned).toImage().floats());
    assertThrows(IllegalArgumentException.class, () -> streamed.onGrid(ImageGrid.ofSize(3, 4)));
  }

  @Test
  void refusesWhatNoArrayHolds() {
    StreamedImage large = counting(ImageGrid.ofSize(1000, 1000, 1000), 3);
    String message = assertThrows(RegistrationException.class, large::toImage).getMessage();
    assertTrue(message.contains("write it to a file"), message);
  }

  @Test
  void passesProblemsOfTheSourceOn() {
    StreamedImage broken =
        new StreamedImage(
            ImageGrid.ofSize(5, 6),
            1,
            Parallel.sequential(),
            () ->
                (first, count, values) -> {
                  throw new RegistrationException("cannot be made");
                });
    assertThrows(RegistrationException.class, broken::toImage);
  }
}
