package org.jelastix.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.registry.GeneralParameters;

/** Knows how many iterations a run can take, and estimates how long the rest of it will. */
final class ProgressMeter {
  private static final Parameter<Integer> ITERATIONS =
      Parameter.integer("MaximumNumberOfIterations", 500).perResolution();

  private final long start = System.nanoTime();
  private final List<int[]> expected = new ArrayList<>();
  private final double total;

  /**
   * @param stages the parameter files
   */
  ProgressMeter(List<ParameterMap> stages) {
    double sum = 0;
    for (ParameterMap map : stages) {
      int resolutions =
          new ComponentParameters(map, "", 0).get(GeneralParameters.NUMBER_OF_RESOLUTIONS);
      int[] iterations = new int[resolutions];
      for (int r = 0; r < resolutions; r++) {
        iterations[r] = Math.max(1, new ComponentParameters(map, "Optimizer0", r).get(ITERATIONS));
        sum += iterations[r];
      }
      expected.add(iterations);
    }
    this.total = sum;
  }

  Progress at(int stage, int resolution, int iteration, double metric) {
    double done = Math.min(iteration + 1, expected(stage, resolution));
    for (int s = 0; s <= stage; s++) {
      int before = s < stage ? expected.get(s).length : resolution;
      for (int r = 0; r < before; r++) {
        done += expected(s, r);
      }
    }
    double fraction = Math.min(1, done / total);
    long elapsed = System.nanoTime() - start;
    return new Progress(
        stage,
        expected.size(),
        resolution,
        expected.get(stage).length,
        iteration,
        expected(stage, resolution),
        fraction,
        metric,
        Duration.ofNanos(elapsed),
        Duration.ofNanos((long) (elapsed * (1 - fraction) / fraction)));
  }

  private int expected(int stage, int resolution) {
    int[] iterations = expected.get(stage);
    return iterations[Math.min(resolution, iterations.length - 1)];
  }
}
