package org.jelastix.runtime.strategy;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jelastix.api.component.FilteredTransform;
import org.jelastix.api.component.Transform;

/**
 * The transform that an optimizer works on: as it was made, or as it was filtered since.
 *
 * <p>The optimizer's parameters μ go on without a jump; those of a transform that was filtered at
 * μ₀ are μ - μ₀ + what the filter left.
 */
final class CurrentTransform {
  private final UnaryOperator<Transform> combine;
  private final int parameterCount;
  private Transform own;
  private Transform whole;
  private double[] shift;

  /**
   * @param own as it was made
   * @param combine puts it together with its initial transform
   */
  CurrentTransform(Transform own, UnaryOperator<Transform> combine) {
    this.own = own;
    this.combine = combine;
    this.parameterCount = own.parameterCount();
    this.whole = combine.apply(own);
  }

  /** Number of parameters. */
  int parameterCount() {
    return parameterCount;
  }

  /** The whole map as it was made, or filtered last. */
  Transform whole() {
    return whole;
  }

  /** The whole map at an optimizer's parameters. */
  Transform at(double[] mu) {
    return whole.withParameters(parameters(mu));
  }

  /** The transform's own parameters at an optimizer's. */
  double[] parameters(double[] mu) {
    if (shift == null) {
      return mu;
    }
    double[] parameters = new double[mu.length];
    for (int i = 0; i < mu.length; i++) {
      parameters[i] = mu[i] - shift[i];
    }
    return parameters;
  }

  /**
   * Filters the transform if it is one that wants to be.
   *
   * @param iteration that is over, from 0 on
   * @param mu where the optimizer is
   * @return whether it was filtered
   */
  boolean filterAfter(int iteration, double[] mu) {
    boolean filters = own instanceof FilteredTransform f && f.filtersAfter(iteration);
    if (filters) {
      filter(mu);
    }
    return filters;
  }

  private void filter(double[] mu) {
    FilteredTransform filtered = ((FilteredTransform) own).filtered(at(mu));
    own = filtered;
    whole = filtered;
    shift = filtered.parameters();
    for (int i = 0; i < shift.length; i++) {
      shift[i] = mu[i] - shift[i];
    }
  }

  /**
   * The transform where the optimizer ended, without the initial one; filtered there, unless the
   * last thing that was done was just that.
   *
   * @param mu where the optimizer ended
   */
  Transform finish(double[] mu) {
    if (own instanceof FilteredTransform && !isJustFiltered(mu)) {
      filter(mu);
    }
    own = own.withParameters(parameters(mu));
    whole = shift == null ? combine.apply(own) : own;
    return own;
  }

  private boolean isJustFiltered(double[] mu) {
    return shift != null && Arrays.equals(parameters(mu), own.parameters());
  }
}
