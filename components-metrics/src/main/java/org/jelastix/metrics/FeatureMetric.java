package org.jelastix.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.SampleCheck;

/**
 * A metric of feature vectors: the values of several fixed and several moving images at each
 * sample. The first fixed feature is the sampled value itself; the others are interpolated
 * linearly.
 */
final class FeatureMetric implements Metric {
  private final List<LinearLook> fixedFeatures = new ArrayList<>();
  private final List<MovingView> movingFeatures = new ArrayList<>();
  private final AlphaMutualInformation measure;
  private final SampleCheck check;
  private final Parallel parallel;

  FeatureMetric(MetricContext context, AlphaMutualInformation measure) {
    for (Image image : context.fixed().subList(1, context.fixed().size())) {
      fixedFeatures.add(new LinearLook(image));
    }
    for (Interpolator interpolator : context.interpolators()) {
      movingFeatures.add(new MovingView(context, interpolator));
    }
    this.measure = measure;
    this.check = SampleCheck.of(context.parameters());
    this.parallel = context.parallel();
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
    boolean[] valid = new boolean[n];
    double[][] fixed = new double[1 + fixedFeatures.size()][n];
    double[][] moving = new double[movingFeatures.size()][n];
    SampleSum looked =
        SampleSum.over(
            transform,
            samples,
            0,
            () -> new Looker(transform, samples, valid, fixed, moving),
            null,
            parallel);
    check.require(looked.valid(), n, movingFeatures.get(0).isMasked());
    int[] row = new int[n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      row[i] = valid[i] ? count : -1;
      if (valid[i]) {
        for (double[] feature : fixed) {
          feature[count] = feature[i];
        }
        for (double[] feature : moving) {
          feature[count] = feature[i];
        }
        count++;
      }
    }
    if (count == 0) {
      if (gradient != null) {
        Arrays.fill(gradient, 0);
      }
      return 0;
    }
    double[][] weights = gradient == null ? null : new double[moving.length][count];
    double value = measure.evaluate(count, fixed, moving, weights, parallel);
    if (!Double.isFinite(value)) {
      throw new RegistrationException(
          "the metric's value is " + value + "; the images may hold NaN or the transform diverged");
    }
    if (gradient != null) {
      SampleSum.over(
          transform, samples, 0, () -> new Puller(transform, weights, row), gradient, parallel);
    }
    return value;
  }

  private abstract class OnFeatures implements SampleSum.Worker {
    final MovingView.Probe[] probes = new MovingView.Probe[movingFeatures.size()];

    OnFeatures(Transform transform) {
      Arrays.setAll(probes, q -> movingFeatures.get(q).probe(transform));
    }
  }

  private final class Looker extends OnFeatures {
    private final double[] sampled;
    private final double[][] axes;
    private final boolean[] valid;
    private final double[][] fixed;
    private final double[][] moving;

    Looker(
        Transform transform,
        ImageSamples samples,
        boolean[] valid,
        double[][] fixed,
        double[][] moving) {
      super(transform);
      this.sampled = samples.values();
      this.axes = new double[samples.dimension()][];
      Arrays.setAll(axes, samples::axis);
      this.valid = valid;
      this.fixed = fixed;
      this.moving = moving;
    }

    @Override
    public int add(PointBatch points, int from, double[] sums, double[] gradient) {
      int n = points.size();
      int count = 0;
      for (int q = 0; q < probes.length; q++) {
        probes[q].look(points, false);
        System.arraycopy(probes[q].values(), 0, moving[q], from, n);
      }
      for (int i = 0; i < n; i++) {
        boolean inside = true;
        for (MovingView.Probe probe : probes) {
          inside &= probe.inside()[i];
        }
        valid[from + i] = inside;
        count += inside ? 1 : 0;
        fixed[0][from + i] = sampled[from + i];
        for (int q = 0; q < fixedFeatures.size() && inside; q++) {
          fixed[q + 1][from + i] = fixedFeatures.get(q).at(axes, from + i);
        }
      }
      return count;
    }
  }

  private final class Puller extends OnFeatures {
    private final double[][] weights;
    private final int[] row;
    private final double[] ofFeature = new double[PointBatch.CAPACITY];

    Puller(Transform transform, double[][] weights, int[] row) {
      super(transform);
      this.weights = weights;
      this.row = row;
    }

    @Override
    public int add(PointBatch points, int from, double[] sums, double[] gradient) {
      int n = points.size();
      for (int q = 0; q < probes.length; q++) {
        probes[q].look(points, true);
        for (int i = 0; i < n; i++) {
          ofFeature[i] = row[from + i] < 0 ? 0 : weights[q][row[from + i]];
        }
        probes[q].kernel().pullback(probes[q].weighted(ofFeature, n), gradient);
      }
      return n;
    }
  }
}
