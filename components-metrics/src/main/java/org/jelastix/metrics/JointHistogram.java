package org.jelastix.metrics;

import java.util.Arrays;
import org.jelastix.api.parallel.Parallel;

/**
 * The joint probabilities of fixed and moving intensities, estimated with Parzen windows, and their
 * pullback to moving intensities.
 *
 * <p>With β the windows, ξ the positions in bins and n pairs,
 *
 * <pre>p(k, l) = 1/n Σᵢ β_F(k - ξ_F(fᵢ)) β_M(l - ξ_M(mᵢ))</pre>
 *
 * (P. Thévenaz and M. Unser, "Optimization of mutual information for multiresolution image
 * registration", IEEE Transactions on Image Processing 9(12), 2000, equation 8). Entry {@code k *
 * movingBins + l} of the arrays belongs to fixed bin k and moving bin l. Derivatives with respect
 * to transform parameters are never formed: a function of p is differentiated with respect to p,
 * and {@link #weights} carries that on to each mᵢ.
 */
final class JointHistogram {
  /** Four tasks for the usual 2048 samples, also if some of them fall outside. */
  private static final int SMALLEST_CHUNK = 450;

  private final HistogramAxis fixedAxis;
  private final HistogramAxis movingAxis;
  private final BoxCubicPairs usual;

  private final SpareArrays spare = new SpareArrays();

  JointHistogram(HistogramAxis fixedAxis, HistogramAxis movingAxis) {
    this(fixedAxis, movingAxis, true);
  }

  /** With or without the loops for the usual windows, to compare them. */
  JointHistogram(HistogramAxis fixedAxis, HistogramAxis movingAxis, boolean special) {
    this.fixedAxis = fixedAxis;
    this.movingAxis = movingAxis;
    this.usual =
        special && BoxCubicPairs.fit(fixedAxis, movingAxis)
            ? new BoxCubicPairs(fixedAxis, movingAxis)
            : null;
  }

  int fixedBins() {
    return fixedAxis.bins();
  }

  int movingBins() {
    return movingAxis.bins();
  }

  /**
   * The joint probabilities.
   *
   * @return fixedBins · movingBins entries that sum to 1
   */
  double[] probabilities(int n, double[] fixed, double[] moving, Parallel parallel) {
    double[] p = new double[fixedBins() * movingBins()];
    Chunks chunks = new Chunks(n, SMALLEST_CHUNK);
    double[][] partial = spare.take(chunks.count() - 1, p.length);
    parallel.run(
        chunks.count(),
        chunk -> {
          double[] sums = chunk == 0 ? p : partial[chunk - 1];
          Arrays.fill(sums, 0);
          count(chunks.start(chunk), chunks.start(chunk + 1), fixed, moving, sums);
        });
    for (int chunk = 0; chunk < chunks.count() - 1; chunk++) {
      SampleSum.add(partial[chunk], 0, p.length, p);
    }
    spare.give(partial);
    SampleSum.scale(p, 1.0 / n);
    return p;
  }

  private void count(int from, int to, double[] fixed, double[] moving, double[] sums) {
    if (usual != null) {
      usual.count(from, to, fixed, moving, sums);
      return;
    }
    int columns = movingAxis.bins();
    ParzenWindow fixedWindow = fixedAxis.window();
    ParzenWindow movingWindow = movingAxis.window();
    double[] fixedWeights = new double[fixedWindow.order() + 1];
    double[] movingWeights = new double[movingWindow.order() + 1];
    for (int i = from; i < to; i++) {
      double f = fixedAxis.position(fixed[i]);
      int row = fixedAxis.first(fixedWindow, f);
      fixedWindow.weights(f, row, fixedWeights);
      double m = movingAxis.position(moving[i]);
      int column = movingAxis.first(movingWindow, m);
      movingWindow.weights(m, column, movingWeights);
      for (int k = 0; k < fixedWeights.length; k++) {
        int at = (row + k) * columns + column;
        double w = fixedWeights[k];
        for (int l = 0; l < movingWeights.length; l++) {
          sums[at + l] += w * movingWeights[l];
        }
      }
    }
  }

  /**
   * From the derivative of a function of p to its derivatives with respect to moving intensities.
   *
   * @param slopes ∂value/∂p, as long as p
   * @param weights out, ∂value/∂mᵢ
   */
  void weights(
      int n,
      double[] fixed,
      double[] moving,
      double[] slopes,
      double[] weights,
      Parallel parallel) {
    Chunks chunks = new Chunks(n, SMALLEST_CHUNK);
    parallel.run(
        chunks.count(),
        chunk ->
            weights(
                n, chunks.start(chunk), chunks.start(chunk + 1), fixed, moving, slopes, weights));
  }

  private void weights(
      int n, int from, int to, double[] fixed, double[] moving, double[] slopes, double[] weights) {
    double scale = 1 / (n * movingAxis.binSize());
    if (usual != null) {
      usual.weights(from, to, fixed, moving, slopes, scale, weights);
      return;
    }
    int columns = movingAxis.bins();
    ParzenWindow fixedWindow = fixedAxis.window();
    ParzenWindow movingWindow = movingAxis.slopeWindow();
    double[] fixedWeights = new double[fixedWindow.order() + 1];
    double[] movingSlopes = new double[movingWindow.order() + 1];
    for (int i = from; i < to; i++) {
      double f = fixedAxis.position(fixed[i]);
      int row = fixedAxis.first(fixedWindow, f);
      fixedWindow.weights(f, row, fixedWeights);
      double m = movingAxis.position(moving[i]);
      int column = movingAxis.first(movingWindow, m);
      movingWindow.slopes(m, column, movingSlopes);
      double sum = 0;
      for (int k = 0; k < fixedWeights.length; k++) {
        int at = (row + k) * columns + column;
        double inner = 0;
        for (int l = 0; l < movingSlopes.length; l++) {
          inner += slopes[at + l] * movingSlopes[l];
        }
        sum += fixedWeights[k] * inner;
      }
      weights[i] = sum * scale * movingAxis.limitSlope(moving[i]);
    }
  }

  /** Σ over moving bins: the probabilities of the fixed bins. */
  double[] fixedMarginal(double[] p) {
    double[] marginal = new double[fixedBins()];
    for (int k = 0; k < marginal.length; k++) {
      marginal[k] = sum(p, k * movingBins(), movingBins());
    }
    return marginal;
  }

  private static double sum(double[] a, int from, int n) {
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      sum += a[i];
    }
    return sum;
  }

  /** Σ over fixed bins: the probabilities of the moving bins. */
  double[] movingMarginal(double[] p) {
    double[] marginal = new double[movingBins()];
    for (int k = 0; k < fixedBins(); k++) {
      for (int l = 0; l < marginal.length; l++) {
        marginal[l] += p[k * movingBins() + l];
      }
    }
    return marginal;
  }

  /** Logarithms, with 0 in the place of those of nothing. */
  static double[] logarithms(double[] p) {
    double[] logs = new double[p.length];
    Arrays.setAll(logs, i -> p[i] > NOTHING ? Math.log(p[i]) : 0);
    return logs;
  }

  /** Probabilities up to this count as 0. */
  static final double NOTHING = 1e-16;
}
