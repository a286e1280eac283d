package org.jelastix.transforms.planted;

import java.util.Arrays;
import org.jelastix.api.component.SimilarityMeasure;
import org.jelastix.api.parallel.Parallel;

/** A similarity measure in one line. */
public final class UsesAStream implements SimilarityMeasure {
  @Override
  public double evaluate(
      int n, double[] fixed, double[] moving, double[] weights, Parallel parallel) {
    return Arrays.stream(moving).sum();
  }
}
