package org.jelastix.runtime.strategy;

import org.jelastix.api.component.Metric;

/**
 * One metric of a resolution with all that belongs to it.
 *
 * @param metric the metric
 * @param source of its samples; without any if it uses none
 * @param weight factor in the sum
 * @param relativeWeight factor in the sum after scaling to the first metric's magnitude
 * @param used whether it counts in the sum
 */
record MetricTerm(
    Metric metric, SampleSource source, double weight, double relativeWeight, boolean used) {

  /** Whether new samples can change its value. */
  boolean isStochastic() {
    return source.isRandom();
  }

  /** The same term on other samples. */
  MetricTerm with(SampleSource other) {
    return new MetricTerm(metric, other, weight, relativeWeight, used);
  }
}
