package org.jelastix.metrics;

import org.jelastix.api.component.Metric;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageSamples;

/** One metric plus a weight times another. */
final class WeightedPair implements Metric {
  private final Metric first;
  private final Metric second;
  private final double weight;

  WeightedPair(Metric first, Metric second, double weight) {
    this.first = first;
    this.second = second;
    this.weight = weight;
  }

  @Override
  public boolean usesSamples() {
    return first.usesSamples() || second.usesSamples();
  }

  @Override
  public double value(Transform transform, ImageSamples samples) {
    return first.value(transform, samples) + weight * second.value(transform, samples);
  }

  @Override
  public double valueAndGradient(Transform transform, ImageSamples samples, double[] gradient) {
    double value = first.valueAndGradient(transform, samples, gradient);
    double[] other = new double[gradient.length];
    value += weight * second.valueAndGradient(transform, samples, other);
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] += weight * other[j];
    }
    return value;
  }
}
