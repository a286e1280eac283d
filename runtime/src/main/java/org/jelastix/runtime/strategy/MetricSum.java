package org.jelastix.runtime.strategy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jelastix.api.component.CostFunction;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageSamples;

/**
 * The cost function of a resolution: the weighted sum of its metrics as a function of the
 * transform's parameters.
 *
 * <p>With relative weights rᵢ, metric i is scaled so that the magnitude of its gradient (or its
 * value, where only values are asked for) is rᵢ times that of metric 0.
 */
final class MetricSum implements CostFunction {
  private static final double NEGLIGIBLE = 1e-10;

  private final CurrentTransform transform;
  private final List<MetricTerm> terms;
  private final boolean relative;
  private final boolean sampleRegions;
  private final double[] values;
  private final double[] magnitudes;
  private final double[] milliseconds;
  private final double[][] gradients;
  private Transform last;

  /**
   * @param transform whose parameters are the argument
   * @param terms at least one
   * @param relative whether relative weights count
   * @param sampleRegions whether a sampler draws from random regions of the fixed image
   */
  MetricSum(
      CurrentTransform transform, List<MetricTerm> terms, boolean relative, boolean sampleRegions) {
    this.transform = transform;
    this.terms = List.copyOf(terms);
    this.relative = relative;
    this.sampleRegions = sampleRegions;
    this.values = new double[terms.size()];
    this.magnitudes = new double[terms.size()];
    this.milliseconds = new double[terms.size()];
    this.gradients = new double[terms.size()][];
    this.last = transform.whole();
  }

  @Override
  public int parameterCount() {
    return transform.parameterCount();
  }

  @Override
  public double value(double[] parameters) {
    Transform moved = transform.at(parameters);
    last = moved;
    double sum = 0;
    for (int i = 0; i < terms.size(); i++) {
      MetricTerm term = terms.get(i);
      long start = System.nanoTime();
      values[i] = term.metric().value(moved, samplesOf(term));
      milliseconds[i] = (System.nanoTime() - start) * 1e-6;
      if (!term.used()) {
        continue;
      }
      if (!relative) {
        sum += term.weight() * values[i];
      } else if (values[i] > NEGLIGIBLE) {
        sum += term.relativeWeight() * values[0] / values[i] * values[i];
      }
    }
    return sum;
  }

  @Override
  public double valueAndGradient(double[] parameters, double[] gradient) {
    Transform moved = transform.at(parameters);
    last = moved;
    drawSamples();
    for (int i = 0; i < terms.size(); i++) {
      MetricTerm term = terms.get(i);
      long start = System.nanoTime();
      double[] own = terms.size() == 1 ? gradient : ownGradient(i);
      values[i] = term.metric().valueAndGradient(moved, samplesOf(term), own);
      magnitudes[i] = magnitude(own);
      milliseconds[i] = (System.nanoTime() - start) * 1e-6;
    }
    if (terms.size() == 1) {
      return scaleOnly(gradient);
    }
    Arrays.fill(gradient, 0);
    double sum = 0;
    for (int i = 0; i < terms.size(); i++) {
      if (terms.get(i).used()) {
        double weight = finalWeight(i);
        sum += weight * values[i];
        addScaled(weight, gradients[i], gradient);
      }
    }
    return sum;
  }

  private static void addScaled(double factor, double[] own, double[] gradient) {
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] += factor * own[k];
    }
  }

  private double[] ownGradient(int i) {
    if (gradients[i] == null) {
      gradients[i] = new double[parameterCount()];
    }
    return gradients[i];
  }

  private double scaleOnly(double[] gradient) {
    double weight = terms.get(0).used() ? finalWeight(0) : 0;
    if (weight != 1) {
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] *= weight;
      }
    }
    return weight * values[0];
  }

  private double finalWeight(int i) {
    MetricTerm term = terms.get(i);
    if (!relative) {
      return term.weight();
    }
    return magnitudes[i] > NEGLIGIBLE ? term.relativeWeight() * magnitudes[0] / magnitudes[i] : 1;
  }

  /** All samplers draw before any metric is computed, in the order of the metrics. */
  private void drawSamples() {
    for (MetricTerm term : terms) {
      samplesOf(term);
    }
  }

  private static ImageSamples samplesOf(MetricTerm term) {
    return term.source().samples();
  }

  @Override
  public void selectNewSamples() {
    for (MetricTerm term : terms) {
      term.source().renew();
    }
  }

  @Override
  public boolean isStochastic() {
    return terms.stream().anyMatch(MetricTerm::isStochastic);
  }

  @Override
  public CostFunction onGrid(int samples) {
    return isStochastic()
        ? withSources(source -> source.isRandom() ? source.gridOf(samples) : source)
        : this;
  }

  @Override
  public CostFunction withSampleCount(int samples) {
    return isStochastic()
        ? withSources(
            source ->
                source.isRandom()
                    ? source.with("NumberOfSpatialSamples", Integer.toString(samples))
                    : source)
        : this;
  }

  @Override
  public CostFunction onRandomVoxels(int samples) {
    return withSources(source -> source.isSampled() ? source.randomVoxels(samples) : source);
  }

  @Override
  public CostFunction withoutSampleRegions() {
    if (!sampleRegions) {
      return this;
    }
    selectNewSamples();
    return withSources(
        source -> source.isRandom() ? source.with("UseRandomSampleRegion", "false") : source);
  }

  /** The same sum on other samples; terms that shared samples still do. */
  private MetricSum withSources(UnaryOperator<SampleSource> change) {
    Map<SampleSource, SampleSource> changed = new HashMap<>();
    return new MetricSum(
        transform,
        terms.stream().map(t -> t.with(changed.computeIfAbsent(t.source(), change))).toList(),
        relative,
        false);
  }

  /** The value of metric i at the last evaluation. */
  double lastValue(int i) {
    return values[i];
  }

  /** The magnitude of the gradient of metric i at the last evaluation with gradient. */
  double lastMagnitude(int i) {
    return magnitudes[i];
  }

  /** How long metric i took at the last evaluation. */
  double lastMilliseconds(int i) {
    return milliseconds[i];
  }

  /** What metric i has to tell of the transform of the last evaluation. */
  Map<String, Double> lastColumns(int i) {
    return terms.get(i).metric().columns(last);
  }

  /** The value of metric i alone on its own or other samples, leaving what is remembered alone. */
  double valueOf(int i, double[] parameters, SampleSource source) {
    return terms.get(i).metric().value(transform.at(parameters), source.samples());
  }

  MetricTerm term(int i) {
    return terms.get(i);
  }

  int terms() {
    return terms.size();
  }

  /** √Σvᵢ², as four sums of every fourth term: additions that need not wait for each other. */
  private static double magnitude(double[] v) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int whole = v.length & ~3;
    for (int i = 0; i < whole; i += 4) {
      s0 += v[i] * v[i];
      s1 += v[i + 1] * v[i + 1];
      s2 += v[i + 2] * v[i + 2];
      s3 += v[i + 3] * v[i + 3];
    }
    for (int i = whole; i < v.length; i++) {
      s0 += v[i] * v[i];
    }
    return Math.sqrt((s0 + s1) + (s2 + s3));
  }
}
