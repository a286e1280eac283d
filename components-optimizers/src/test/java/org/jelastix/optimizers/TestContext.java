package org.jelastix.optimizers;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.random.RandomStream;
import org.jelastix.api.spi.OptimizerContext;

/** Contexts for optimizers. */
final class TestContext {
  private TestContext() {}

  static OptimizerContext of(String parameters, Transform transform, double[] scales) {
    return of(parameters, 0, transform, scales, 1);
  }

  static OptimizerContext of(
      String parameters, int resolution, Transform transform, double[] scales, int seed) {
    int dimension = transform.dimension();
    int[] size = new int[dimension];
    Arrays.fill(size, 4);
    ImageGrid grid = ImageGrid.ofSize(size);
    return new OptimizerContext(
        new ComponentParameters(map(parameters), "", resolution),
        transform,
        scales,
        Image.of(grid, new float[grid.voxelCount()]),
        Optional.empty(),
        grid,
        grid,
        n -> samples(dimension, n, 9.0),
        new RandomStream(seed),
        Parallel.sequential());
  }

  /** For optimizers of plain functions. */
  static OptimizerContext of(String parameters, int parameterCount) {
    double[] ones = new double[parameterCount];
    Arrays.fill(ones, 1.0);
    return of(parameters, TestTransform.translation(2), ones);
  }

  /** Points in a cube from 0 to extent. */
  static ImageSamples samples(int dimension, int n, double extent) {
    Random random = new Random(7);
    double[][] points = new double[dimension][n];
    for (double[] axis : points) {
      for (int i = 0; i < n; i++) {
        axis[i] = extent * random.nextDouble();
      }
    }
    return new ImageSamples(points, new double[n]);
  }

  /** "Name value value; Name value". */
  static ParameterMap map(String text) {
    ParameterMap.Builder map = ParameterMap.builder();
    for (String entry : text.split(";")) {
      String[] words = entry.trim().split("\\s+");
      if (words.length > 1) {
        map.put(words[0], Arrays.copyOfRange(words, 1, words.length));
      }
    }
    return map.build();
  }

  /** Runs the tasks of a job on threads of their own, last task first. */
  static Parallel threads() {
    return new Parallel() {
      @Override
      public void run(int tasks, IntConsumer task) {
        Thread[] threads = new Thread[tasks];
        for (int i = tasks - 1; i >= 0; i--) {
          int number = i;
          threads[i] = new Thread(() -> task.accept(number));
          threads[i].start();
        }
        for (Thread thread : threads) {
          try {
            thread.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
      }
    };
  }
}
