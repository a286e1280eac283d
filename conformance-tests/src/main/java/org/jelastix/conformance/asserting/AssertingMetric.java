package org.jelastix.conformance.asserting;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.conformance.fixture.Bits;

/** A metric that is looked at. */
final class AssertingMetric implements Metric {
  /** Every so many calls, value and gradient are taken once more. */
  private static final int AGAIN = 16;

  private final Metric metric;
  private final String name;
  private final Violations violations;
  private final AtomicInteger calls = new AtomicInteger();

  AssertingMetric(Metric metric, String name, Violations violations) {
    this.metric = metric;
    this.name = name;
    this.violations = violations;
  }

  @Override
  public double value(Transform transform, ImageSamples samples) {
    caller(transform, samples);
    int before = sum(samples);
    double value = metric.value(transform, samples);
    if (!Double.isFinite(value)) {
      violations.add(name, "value() returned " + value);
    }
    untouched(samples, before);
    return value;
  }

  @Override
  public double valueAndGradient(Transform transform, ImageSamples samples, double[] gradient) {
    caller(transform, samples);
    if (gradient.length != transform.parameterCount()) {
      violations.add(
          name,
          "its caller's gradient has length "
              + gradient.length
              + " for "
              + transform.parameterCount()
              + " parameters");
    }
    int before = sum(samples);
    Arrays.fill(gradient, Double.NaN);
    double value = metric.valueAndGradient(transform, samples, gradient);
    if (!Double.isFinite(value)) {
      violations.add(name, "valueAndGradient() returned " + value);
    }
    if (!Bits.finite(gradient)) {
      violations.add(name, "valueAndGradient() left entries of the gradient as they were, or NaN");
    }
    untouched(samples, before);
    if (calls.getAndIncrement() % AGAIN == 0) {
      again(transform, samples, value, gradient);
    }
    return value;
  }

  private void again(Transform transform, ImageSamples samples, double value, double[] gradient) {
    double[] second = new double[gradient.length];
    Arrays.fill(second, Double.NaN);
    double repeated = metric.valueAndGradient(transform, samples, second);
    if (Double.doubleToLongBits(repeated) != Double.doubleToLongBits(value)) {
      violations.add(name, "valueAndGradient() returns another value when it is called again");
    }
    if (Bits.difference(gradient, second).isPresent()) {
      violations.add(name, "valueAndGradient() gives another gradient when it is called again");
    }
  }

  private void caller(Transform transform, ImageSamples samples) {
    if (usesSamples() && samples.dimension() != transform.dimension()) {
      violations.add(
          name,
          "its caller's samples are "
              + samples.dimension()
              + "-D, the transform "
              + transform.dimension()
              + "-D");
    }
  }

  private void untouched(ImageSamples samples, int before) {
    if (sum(samples) != before) {
      violations.add(name, "wrote to the samples");
    }
  }

  private static int sum(ImageSamples samples) {
    if (samples == null) {
      return 0;
    }
    int sum = Arrays.hashCode(samples.values());
    for (int d = 0; d < samples.dimension(); d++) {
      sum = 31 * sum + Arrays.hashCode(samples.axis(d));
    }
    return sum;
  }

  @Override
  public boolean usesSamples() {
    return metric.usesSamples();
  }

  @Override
  public Map<String, Double> columns(Transform transform) {
    return metric.columns(transform);
  }
}
