package org.jelastix.transforms.planted;

import java.util.ArrayList;
import java.util.List;
import org.jelastix.api.component.SimilarityMeasure;
import org.jelastix.api.parallel.Parallel;

/** A similarity measure that keeps its numbers in a list. */
public final class BoxesNumbers implements SimilarityMeasure {
  @Override
  public double evaluate(
      int n, double[] fixed, double[] moving, double[] weights, Parallel parallel) {
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      differences.add(fixed[i] - moving[i]);
    }
    return differences.size();
  }
}
