package org.jelastix.metrics;

import java.util.Arrays;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.SampleCheck;

/**
 * A groupwise metric: looks at each sample's position at several times, which are voxels along the
 * image's last axis, and hands the intensities to a {@link TimeMeasure}.
 *
 * <p>Two passes as for pairs of images: values, then the products of the measure's weights with the
 * transform's Jacobian. Memory is in proportion to samples times times.
 */
final class TimeSeriesMetric implements Metric {
  private final String name;
  private final MovingView moving;
  private final ImageGrid fixedGrid;
  private final TimeSampling times;
  private final TimeMeasure measure;
  private final boolean zeroAverage;
  private final SampleCheck check;
  private final Parallel parallel;

  /**
   * @param name for messages
   * @param context images and services
   * @param times at which to look
   * @param measure of the intensities
   * @param zeroAverage whether to take the mean over time from the gradient
   */
  TimeSeriesMetric(
      String name,
      MetricContext context,
      TimeSampling times,
      TimeMeasure measure,
      boolean zeroAverage) {
    this.name = name;
    this.moving = new MovingView(context);
    this.fixedGrid = context.fixed().get(0).grid();
    this.times = times;
    this.measure = measure;
    this.zeroAverage = zeroAverage;
    this.check = SampleCheck.of(context.parameters());
    this.parallel = context.parallel();
  }

  /** Number of times of an image: voxels along its last axis. */
  static int timesOf(Image image) {
    return image.grid().size(image.grid().dimension() - 1);
  }

  @Override
  public double value(Transform transform, ImageSamples samples) {
    return evaluate(transform, samples, null);
  }

  @Override
  public double valueAndGradient(Transform transform, ImageSamples samples, double[] gradient) {
    return evaluate(transform, samples, gradient);
  }

  private double evaluate(Transform transform, ImageSamples samples, double[] gradient) {
    int n = samples.size();
    int count = times.count();
    if ((long) n * count > Integer.MAX_VALUE - 8) {
      throw new RegistrationException(
          n + " samples at " + count + " times are too many; use a random or a grid sampler");
    }
    double[] values = new double[n * count];
    boolean[] present = new boolean[n * count];
    boolean[] valid = new boolean[n];
    SampleSum first =
        SampleSum.over(
            transform,
            samples,
            0,
            () -> new Looker(transform, samples, values, present, valid),
            null,
            parallel);
    check.require(first.valid(), n, moving.isMasked());
    if (first.valid() == 0) {
      if (gradient != null) {
        Arrays.fill(gradient, 0);
      }
      return 0;
    }
    int k = 0;
    for (int i = 0; i < n; i++) {
      if (valid[i]) {
        if (k < i) {
          System.arraycopy(values, i * count, values, k * count, count);
          System.arraycopy(present, i * count, present, k * count, count);
        }
        k++;
      }
    }
    double[] weights = gradient == null ? null : new double[k * count];
    double value = measure.evaluate(k, count, values, present, weights, parallel);
    if (!Double.isFinite(value)) {
      throw new RegistrationException(
          name
              + " is "
              + value
              + "; an image may be constant at some time, hold NaN, or the transform diverged");
    }
    if (gradient != null) {
      int[] row = new int[n];
      for (int i = 0, r = 0; i < n; i++) {
        row[i] = valid[i] ? r++ : -1;
      }
      SampleSum.over(
          transform,
          samples,
          0,
          () -> new Puller(transform, samples, weights, row),
          gradient,
          parallel);
      if (zeroAverage) {
        ZeroAverage.apply(name, transform, gradient);
      }
    }
    return value;
  }

  /** One thread's points at one of their times. */
  private abstract class AtTimes implements SampleSum.Worker {
    final MovingView.Probe probe;
    private final ImageSamples samples;
    private final PointBatch shifted;
    private final int[] chosen = new int[PointBatch.CAPACITY * times.count()];
    private final double[] voxel;

    AtTimes(Transform transform, ImageSamples samples) {
      this.probe = moving.probe(transform);
      this.samples = samples;
      this.shifted = new PointBatch(transform.dimension());
      this.voxel = new double[transform.dimension()];
    }

    final void choose(int from, int n) {
      times.fill(samples, from, n, chosen);
    }

    /** The points of a batch at their k-th time. */
    final PointBatch at(PointBatch points, int k) {
      int n = points.size();
      shifted.resize(n);
      for (int i = 0; i < n; i++) {
        for (int d = 0; d < voxel.length; d++) {
          voxel[d] = points.axis(d)[i];
        }
        fixedGrid.worldToVoxel(voxel, voxel);
        voxel[voxel.length - 1] = chosen[i * times.count() + k];
        fixedGrid.voxelToWorld(voxel, voxel);
        for (int d = 0; d < voxel.length; d++) {
          shifted.axis(d)[i] = voxel[d];
        }
      }
      return shifted;
    }
  }

  /** Pass one: intensities. */
  private final class Looker extends AtTimes {
    private final double[] values;
    private final boolean[] present;
    private final boolean[] valid;

    Looker(
        Transform transform,
        ImageSamples samples,
        double[] values,
        boolean[] present,
        boolean[] valid) {
      super(transform, samples);
      this.values = values;
      this.present = present;
      this.valid = valid;
    }

    @Override
    public int add(PointBatch points, int from, double[] sums, double[] gradient) {
      int n = points.size();
      int count = times.count();
      choose(from, n);
      for (int k = 0; k < count; k++) {
        probe.look(at(points, k), false);
        for (int i = 0; i < n; i++) {
          present[(from + i) * count + k] = probe.inside()[i];
          values[(from + i) * count + k] = probe.inside()[i] ? probe.values()[i] : 0;
        }
      }
      int good = 0;
      for (int i = 0; i < n; i++) {
        int there = 0;
        for (int k = 0; k < count; k++) {
          there += present[(from + i) * count + k] ? 1 : 0;
        }
        valid[from + i] = measure.needsAllTimes() ? there == count : there > 0;
        good += valid[from + i] ? 1 : 0;
      }
      return good;
    }
  }

  /** Pass two: products with the transform's Jacobian. */
  private final class Puller extends AtTimes {
    private final double[] weights;
    private final int[] row;
    private final double[] ofTime = new double[PointBatch.CAPACITY];

    Puller(Transform transform, ImageSamples samples, double[] weights, int[] row) {
      super(transform, samples);
      this.weights = weights;
      this.row = row;
    }

    @Override
    public int add(PointBatch points, int from, double[] sums, double[] gradient) {
      int n = points.size();
      int count = times.count();
      choose(from, n);
      for (int k = 0; k < count; k++) {
        probe.look(at(points, k), true);
        for (int i = 0; i < n; i++) {
          boolean counts = row[from + i] >= 0 && probe.inside()[i];
          ofTime[i] = counts ? weights[row[from + i] * count + k] : 0;
        }
        probe.kernel().pullback(probe.weighted(ofTime, n), gradient);
      }
      return n;
    }
  }
}
