package org.jelastix.metrics;

import java.util.Arrays;
import org.jelastix.api.parallel.Parallel;

/**
 * The negative α-mutual information of two sets of features, estimated from the lengths of
 * k-nearest-neighbour graphs:
 *
 * <pre>-1/(α - 1) · log( n^-α Σᵢ (Γ_J(i) / √(Γ_F(i) Γ_M(i)))^2γ ),   2γ = (d_F + d_M)(1 - α)</pre>
 *
 * with Γ(i) the sum of the distances from sample i to its k nearest neighbours (equal vectors do
 * not count) among the fixed, moving and joint feature vectors.
 *
 * <p>The derivative takes the neighbourhoods as given: ∂Γ_M(i)/∂z_i = Σ_p (z_i - z_p)/‖z_i - z_p‖,
 * and the negative of each term for z_p.
 */
final class AlphaMutualInformation {
  /** Few, as each holds weights of all samples. */
  private static final int CHUNKS = 8;

  private final double alpha;
  private final double smallest;
  private final int k;
  private final int bucket;
  private final double errorBound;
  private final double squaredRadius;

  /**
   * @param alpha α, not 1
   * @param smallest lengths up to this are not divided by
   * @param k neighbours of a sample
   * @param bucket most points of a kd-tree's leaf
   * @param errorBound ε of the search
   * @param squaredRadius of the search; infinite for none
   */
  AlphaMutualInformation(
      double alpha, double smallest, int k, int bucket, double errorBound, double squaredRadius) {
    this.alpha = alpha;
    this.smallest = smallest;
    this.k = k;
    this.bucket = bucket;
    this.errorBound = errorBound;
    this.squaredRadius = squaredRadius;
  }

  /**
   * The value and, if asked for, its derivative with respect to each moving feature.
   *
   * @param n number of samples
   * @param fixed one array a fixed feature
   * @param moving one array a moving feature
   * @param weights out, as {@code moving}; null if not asked for
   */
  double evaluate(
      int n, double[][] fixed, double[][] moving, double[][] weights, Parallel parallel) {
    double[][] joint = Arrays.copyOf(fixed, fixed.length + moving.length);
    System.arraycopy(moving, 0, joint, fixed.length, moving.length);
    KdTree[] trees = new KdTree[3];
    parallel.run(
        3,
        which ->
            trees[which] = new KdTree(which == 0 ? fixed : which == 1 ? moving : joint, n, bucket));
    double[] sums = new double[CHUNKS];
    double[][][] partial = new double[CHUNKS][][];
    parallel.run(
        CHUNKS,
        chunk -> {
          partial[chunk] = weights == null ? null : new double[moving.length][n];
          int end = (int) ((long) (chunk + 1) * n / CHUNKS);
          int start = (int) ((long) chunk * n / CHUNKS);
          sums[chunk] = add(trees, start, end, moving, joint.length, partial[chunk]);
        });
    double sum = 0;
    for (double s : sums) {
      sum += s;
    }
    if (!(sum > smallest)) {
      if (weights != null) {
        for (double[] w : weights) {
          Arrays.fill(w, 0, n, 0);
        }
      }
      return 0;
    }
    if (weights != null) {
      double scale = joint.length / sum;
      for (int q = 0; q < moving.length; q++) {
        for (int i = 0; i < n; i++) {
          double w = 0;
          for (double[][] p : partial) {
            w += p[q][i];
          }
          weights[q][i] = w * scale;
        }
      }
    }
    return -Math.log(sum / Math.pow(n, alpha)) / (alpha - 1);
  }

  /** Adds the terms of some samples, and what they give to the weights, without the scale. */
  private double add(
      KdTree[] trees, int from, int to, double[][] moving, int features, double[][] weights) {
    KdTree.Search inFixed = trees[0].search(k, errorBound, squaredRadius);
    KdTree.Search inMoving = trees[1].search(k, errorBound, squaredRadius);
    KdTree.Search inJoint = trees[2].search(k, errorBound, squaredRadius);
    double twoGamma = features * (1 - alpha);
    double sum = 0;
    for (int i = from; i < to; i++) {
      double fixedLength = length(inFixed, inFixed.around(i));
      double movingLength = length(inMoving, inMoving.around(i));
      double jointLength = length(inJoint, inJoint.around(i));
      double mean = Math.sqrt(fixedLength * movingLength);
      if (!(mean > smallest)) {
        continue;
      }
      double ratio = jointLength / mean;
      sum += Math.pow(ratio, twoGamma);
      if (weights != null && ratio > 0) {
        double outer = Math.pow(ratio, twoGamma - 1) / mean;
        spread(i, inJoint, moving, outer, weights);
        spread(i, inMoving, moving, -0.5 * outer * jointLength / movingLength, weights);
      }
    }
    return sum;
  }

  private static double length(KdTree.Search search, int found) {
    double sum = 0;
    for (int p = 0; p < found; p++) {
      sum += Math.sqrt(search.squares()[p]);
    }
    return sum;
  }

  /** weights += factor · ∂Γ(i)/∂z, by the moving parts of the neighbours of the last search. */
  private void spread(
      int i, KdTree.Search search, double[][] moving, double factor, double[][] weights) {
    for (int p = 0; p < search.found(); p++) {
      double distance = Math.sqrt(search.squares()[p]);
      if (distance > smallest) {
        int other = search.neighbours()[p];
        for (int q = 0; q < moving.length; q++) {
          double w = factor * (moving[q][i] - moving[q][other]) / distance;
          weights[q][i] += w;
          weights[q][other] -= w;
        }
      }
    }
  }
}
