package org.jelastix.metrics;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;

/**
 * A sum over samples, with its derivative with respect to transform parameters, computed batch by
 * batch on many threads: for penalties and metrics that need more than pairs of intensities.
 *
 * <p>The work is cut by the numbers of samples and parameters alone, and partial sums are added in
 * order.
 */
final class SampleSum {
  private static final int MOST_UNITS = 64;
  private static final int MOST_PARTIALS = 32;
  private static final long MOST_PARTIAL_ENTRIES = 4L << 20;

  private final double[] sums;
  private final int valid;

  private SampleSum(double[] sums, int valid) {
    this.sums = sums;
    this.valid = valid;
  }

  /** One thread's part of the work. */
  interface Worker {
    /**
     * Adds a batch.
     *
     * @param points of the samples, world mm
     * @param from number of the first sample
     * @param sums to add to
     * @param gradient to add to; null if it is not asked for
     * @return how many of the batch's samples count
     */
    int add(PointBatch points, int from, double[] sums, double[] gradient);
  }

  /** What one thread at a time works with. */
  private record Batches(Worker worker, PointBatch points) {}

  /** One of the sums. */
  double get(int which) {
    return sums[which];
  }

  /** How many samples counted. */
  int valid() {
    return valid;
  }

  /**
   * Runs over all samples.
   *
   * @param transform what is differentiated
   * @param samples to sum over
   * @param howMany sums
   * @param workers makes one for each thread
   * @param gradient out, overwritten; null if it is not asked for
   * @param parallel runs the units
   */
  static SampleSum over(
      Transform transform,
      ImageSamples samples,
      int howMany,
      Supplier<Worker> workers,
      double[] gradient,
      Parallel parallel) {
    return over(transform, samples, howMany, workers, gradient, new SpareArrays(), parallel);
  }

  /**
   * The same, with arrays that are kept for the next time.
   *
   * @param spare keeps them
   */
  static SampleSum over(
      Transform transform,
      ImageSamples samples,
      int howMany,
      Supplier<Worker> workers,
      double[] gradient,
      SpareArrays spare,
      Parallel parallel) {
    int n = samples.size();
    int batches = (n + PointBatch.CAPACITY - 1) / PointBatch.CAPACITY;
    int units = Math.max(1, Math.min(batches, MOST_UNITS));
    if (gradient != null) {
      units = partials(units, n, transform);
    }
    double[][] sums = new double[units][howMany];
    int[] valid = new int[units];
    int cut = units;
    double[][] partials =
        gradient == null ? new double[0][] : spare.take(units - 1, gradient.length);
    parallel.run(
        units,
        () -> new Batches(workers.get(), new PointBatch(samples.dimension())),
        (own, unit) -> {
          double[] mine = null;
          if (gradient != null) {
            mine = unit == 0 ? gradient : partials[unit - 1];
            Arrays.fill(mine, 0);
          }
          int end = (int) ((long) (unit + 1) * batches / cut);
          for (int b = (int) ((long) unit * batches / cut); b < end; b++) {
            int from = b * PointBatch.CAPACITY;
            samples.copyPoints(from, own.points);
            valid[unit] += own.worker.add(own.points, from, sums[unit], mine);
          }
        });
    double[] total = new double[howMany];
    int count = 0;
    for (int unit = 0; unit < units; unit++) {
      for (int k = 0; k < howMany; k++) {
        total[k] += sums[unit][k];
      }
      count += valid[unit];
    }
    if (gradient != null && units > 1) {
      Chunks chunks = new Chunks(gradient.length, 8192);
      parallel.run(
          chunks.count(),
          chunk -> {
            int end = chunks.start(chunk + 1);
            for (int unit = 0; unit < cut - 1; unit++) {
              add(partials[unit], chunks.start(chunk), end, gradient);
            }
          });
    }
    if (gradient != null) {
      spare.give(partials);
    }
    return new SampleSum(total, count);
  }

  /** Adds some entries of one array to those of another. */
  static void add(double[] partial, int from, int to, double[] sum) {
    for (int j = from; j < to; j++) {
      sum[j] += partial[j];
    }
  }

  /** So many partial gradients that zeroing and adding them costs little beside filling them. */
  private static int partials(int units, int n, Transform transform) {
    long parameters = Math.max(1, transform.parameterCount());
    long products = (long) n * transform.jacobianStructure().nonZeros();
    long most = Math.min(Math.min(units, MOST_PARTIALS), MOST_PARTIAL_ENTRIES / parameters);
    long wanted = Math.min(most, products / (2 * parameters));
    return wanted < 2 ? 1 : Integer.highestOneBit((int) wanted);
  }

  /** Multiplies every entry. */
  static void scale(double[] gradient, double factor) {
    if (gradient != null) {
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] *= factor;
      }
    }
  }
}
