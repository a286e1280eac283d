package org.jelastix.metrics;

import java.util.function.BiFunction;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.parallel.Parallel;

/**
 * A function of the correlation matrix K of the images of a series, K(s, t) being the correlation
 * over the samples of the images at times s and t.
 *
 * <p>With z-scores Z (samples × times) and Γ = ∂value/∂K, the derivative with respect to an
 * intensity is
 *
 * <pre>2 / ((n - 1) σ_t) · ((Z Γ)_it - z_it (K Γ)_tt)</pre>
 */
final class CorrelationMeasure implements TimeMeasure {
  private final BiFunction<RealMatrix, double[][], Double> function;

  private CorrelationMeasure(BiFunction<RealMatrix, double[][], Double> function) {
    this.function = function;
  }

  /**
   * T - Σ of the largest eigenvalues: what principal components leave unexplained.
   *
   * @param eigenvalues how many count
   */
  static CorrelationMeasure unexplained(int eigenvalues) {
    return new CorrelationMeasure(
        (k, slopes) -> {
          int times = k.getRowDimension();
          EigenDecomposition eigen = new EigenDecomposition(k);
          double value = times;
          for (int e = 0; e < Math.min(eigenvalues, times); e++) {
            value -= eigen.getRealEigenvalue(e);
            addOuter(slopes, eigen.getEigenvector(e).toArray(), -1);
          }
          return value;
        });
  }

  /** Σ e · λ_e with the eigenvalues in falling order, e from 1. */
  static CorrelationMeasure weightedEigenvalues() {
    return new CorrelationMeasure(
        (k, slopes) -> {
          EigenDecomposition eigen = new EigenDecomposition(k);
          double value = 0;
          for (int e = 0; e < k.getRowDimension(); e++) {
            value += (e + 1) * eigen.getRealEigenvalue(e);
            addOuter(slopes, eigen.getEigenvector(e).toArray(), e + 1);
          }
          return value;
        });
  }

  /** 1 - ‖K‖ / T, with the Frobenius norm: 0 if all images are linearly related. */
  static CorrelationMeasure pairwise() {
    return new CorrelationMeasure(
        (k, slopes) -> {
          int times = k.getRowDimension();
          double norm = k.getFrobeniusNorm();
          for (int s = 0; s < times; s++) {
            for (int t = 0; t < times; t++) {
              slopes[s][t] = -k.getEntry(s, t) / (norm * times);
            }
          }
          return 1 - norm / times;
        });
  }

  private static void addOuter(double[][] sum, double[] v, double weight) {
    for (int s = 0; s < v.length; s++) {
      for (int t = 0; t < v.length; t++) {
        sum[s][t] += weight * v[s] * v[t];
      }
    }
  }

  @Override
  public boolean needsAllTimes() {
    return true;
  }

  @Override
  public double evaluate(
      int n, int times, double[] values, boolean[] present, double[] weights, Parallel parallel) {
    if (n < 2) {
      throw new RegistrationException("correlations need at least 2 samples, not " + n);
    }
    double[] mean = new double[times];
    for (int i = 0; i < n; i++) {
      for (int t = 0; t < times; t++) {
        mean[t] += values[i * times + t];
      }
    }
    for (int t = 0; t < times; t++) {
      mean[t] /= n;
    }
    double[][] covariance = covariance(n, times, values, mean, parallel);
    double[] sigma = new double[times];
    for (int t = 0; t < times; t++) {
      sigma[t] = Math.sqrt(covariance[t][t]);
      if (!(sigma[t] > 0)) {
        throw new RegistrationException(
            "the image at time "
                + t
                + " is constant ("
                + mean[t]
                + ") at all samples, so it has no correlation with the others");
      }
    }
    double[][] k = new double[times][times];
    for (int s = 0; s < times; s++) {
      for (int t = 0; t < times; t++) {
        k[s][t] = covariance[s][t] / (sigma[s] * sigma[t]);
      }
    }
    double[][] slopes = new double[times][times];
    double value = function.apply(MatrixUtils.createRealMatrix(k), slopes);
    if (weights != null) {
      weights(n, times, values, mean, sigma, k, slopes, weights, parallel);
    }
    return value;
  }

  private static double[][] covariance(
      int n, int times, double[] values, double[] mean, Parallel parallel) {
    Chunks chunks = new Chunks(n, 512);
    double[][][] partial = new double[chunks.count()][][];
    parallel.run(
        chunks.count(),
        chunk -> {
          double[][] sum = new double[times][times];
          double[] off = new double[times];
          for (int i = chunks.start(chunk); i < chunks.start(chunk + 1); i++) {
            for (int t = 0; t < times; t++) {
              off[t] = values[i * times + t] - mean[t];
            }
            for (int s = 0; s < times; s++) {
              for (int t = s; t < times; t++) {
                sum[s][t] += off[s] * off[t];
              }
            }
          }
          partial[chunk] = sum;
        });
    double[][] c = new double[times][times];
    for (double[][] sum : partial) {
      for (int s = 0; s < times; s++) {
        for (int t = s; t < times; t++) {
          c[s][t] += sum[s][t] / (n - 1.0);
        }
      }
    }
    for (int s = 0; s < times; s++) {
      for (int t = 0; t < s; t++) {
        c[s][t] = c[t][s];
      }
    }
    return c;
  }

  private static void weights(
      int n,
      int times,
      double[] values,
      double[] mean,
      double[] sigma,
      double[][] k,
      double[][] slopes,
      double[] weights,
      Parallel parallel) {
    double[] diagonal = new double[times];
    for (int t = 0; t < times; t++) {
      for (int s = 0; s < times; s++) {
        diagonal[t] += k[t][s] * slopes[s][t];
      }
    }
    Chunks chunks = new Chunks(n, 512);
    parallel.run(
        chunks.count(),
        chunk -> {
          double[] z = new double[times];
          for (int i = chunks.start(chunk); i < chunks.start(chunk + 1); i++) {
            for (int t = 0; t < times; t++) {
              z[t] = (values[i * times + t] - mean[t]) / sigma[t];
            }
            for (int t = 0; t < times; t++) {
              double sum = 0;
              for (int s = 0; s < times; s++) {
                sum += z[s] * slopes[s][t];
              }
              weights[i * times + t] = 2 / ((n - 1) * sigma[t]) * (sum - z[t] * diagonal[t]);
            }
          }
        });
  }
}
