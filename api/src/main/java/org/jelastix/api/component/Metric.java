package org.jelastix.api.component;

import java.util.Map;
import org.jelastix.api.image.ImageSamples;

/**
 * How well images match (or how unlikely a transform is), as a value to be made small.
 *
 * <p>A pure function of the transform and the samples: equal arguments give identical bits, at any
 * number of threads. Immutable and thread-safe. Metrics that compare intensities sample by sample
 * are made with {@link org.jelastix.api.spi.SampledMetric} from a {@link SimilarityMeasure}.
 */
public interface Metric {

  /**
   * The value.
   *
   * @param transform fixed world to moving world
   * @param samples of the fixed image
   * @throws org.jelastix.api.RegistrationException if too few samples are valid
   */
  double value(Transform transform, ImageSamples samples);

  /**
   * The value and its derivative with respect to the transform's parameters.
   *
   * @param transform fixed world to moving world
   * @param samples of the fixed image
   * @param gradient out, one entry a parameter; overwritten
   * @throws org.jelastix.api.RegistrationException if too few samples are valid
   */
  double valueAndGradient(Transform transform, ImageSamples samples, double[] gradient);

  /** Whether the samples matter; if not, no sampler is needed for this metric. */
  default boolean usesSamples() {
    return true;
  }

  /**
   * Parts of the value and other numbers that are worth a column each in the iteration table.
   *
   * @param transform fixed world to moving world
   * @return by the heading of the column; empty if there are none
   */
  default Map<String, Double> columns(Transform transform) {
    return Map.of();
  }
}
