package org.jelastix.api.component;

import org.jelastix.api.parallel.Parallel;

/**
 * A function of pairs of intensities (fᵢ, mᵢ), i = 0 … n-1: the part of an intensity metric that
 * knows nothing of space. To write a new metric, write this and hand it to {@link
 * org.jelastix.api.spi.SampledMetric}.
 *
 * <p>Immutable and thread-safe.
 */
public interface SimilarityMeasure {

  /**
   * The value and, if asked for, its derivative with respect to each moving intensity.
   *
   * @param n number of pairs, at least 1
   * @param fixed fᵢ, at least n long
   * @param moving mᵢ, at least n long
   * @param weights out: wᵢ = ∂value/∂mᵢ; null if not asked for
   * @param parallel for measures that split their own work
   * @return the value, to be made small
   */
  double evaluate(int n, double[] fixed, double[] moving, double[] weights, Parallel parallel);
}
