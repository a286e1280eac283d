package org.jelastix.optimizers;

import org.jelastix.api.component.SparseJacobian;

/** The terms of {@link JacobianTerms} by their definitions, with full matrices. */
final class DenseJacobianTerms {
  private DenseJacobianTerms() {}

  static JacobianTerms of(SampleJacobians jacobians, double[] roots) {
    int p = jacobians.transform().parameterCount();
    int dim = jacobians.transform().dimension();
    int n = jacobians.size();
    double[][][] js = new double[n][dim][p];
    jacobians.visit(0, n, run -> (sample, j) -> expand(j, roots, js[sample]));
    double[][] c = new double[p][p];
    for (double[][] j : js) {
      for (double[] row : j) {
        for (int a = 0; a < p; a++) {
          for (int b = 0; b < p; b++) {
            c[a][b] += row[a] * row[b] / n;
          }
        }
      }
    }
    double traceC = 0;
    double traceCC = 0;
    for (int a = 0; a < p; a++) {
      traceC += c[a][a];
      for (int b = 0; b < p; b++) {
        traceCC += c[a][b] * c[a][b];
      }
    }
    double maxJJ = 0;
    double maxJCJ = 0;
    for (double[][] j : js) {
      maxJJ = Math.max(maxJJ, term(j, j));
      double[][] jc = new double[dim][p];
      for (int r = 0; r < dim; r++) {
        for (int a = 0; a < p; a++) {
          for (int b = 0; b < p; b++) {
            jc[r][a] += j[r][b] * c[b][a];
          }
        }
      }
      maxJCJ = Math.max(maxJCJ, term(jc, j));
    }
    return new JacobianTerms(traceC, traceCC, maxJJ, maxJCJ);
  }

  private static void expand(SparseJacobian j, double[] roots, double[][] out) {
    for (int r = 0; r < out.length; r++) {
      for (int k = 0; k < j.size(); k++) {
        int parameter = j.parameters()[k];
        out[r][parameter] = j.get(r, k) / (roots == null ? 1.0 : roots[parameter]);
      }
    }
  }

  /** tr(A Bᵀ) + 2√2 ‖A Bᵀ‖_F. */
  private static double term(double[][] a, double[][] b) {
    double trace = 0;
    double squares = 0;
    for (int r = 0; r < a.length; r++) {
      for (int s = 0; s < b.length; s++) {
        double entry = Vectors.dot(a[r], b[s]);
        trace += r == s ? entry : 0;
        squares += entry * entry;
      }
    }
    return trace + 2 * Math.sqrt(2) * Math.sqrt(squares);
  }
}
