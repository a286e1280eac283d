package org.jelastix.transforms.affine;

/**
 * The vector part v of a unit quaternion (rotation axis times sine of half the angle), three
 * translations, then the scale: M = scale · R(v).
 *
 * <p>With w = √(1 − |v|²): R = (w² − |v|²) I + 2 v vᵀ + 2 w [v]×. A vector of length 1 or more is
 * shortened to just below 1, a rotation by 180 degrees.
 */
record Similarity3Rule() implements MatrixRule {
  private static final double MARGIN = 1e-10;

  @Override
  public String transformName() {
    return "SimilarityTransform";
  }

  @Override
  public int dimension() {
    return 3;
  }

  @Override
  public int parameterCount() {
    return 7;
  }

  @Override
  public int translationAt() {
    return 3;
  }

  @Override
  public double[] identity() {
    return new double[] {0, 0, 0, 0, 0, 0, 1};
  }

  @Override
  public double[] matrix(double[] mu) {
    return SmallMatrix.scaled(rotation(vector(mu)), mu[6]);
  }

  @Override
  public double[][] derivatives(double[] mu) {
    double[] v = vector(mu);
    double w = scalar(v);
    double[][] derivatives = new double[7][];
    for (int k = 0; k < 3; k++) {
      // ∂w/∂v_k = −v_k / w
      double wk = -v[k] / w;
      double[] d = new double[9];
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 3; c++) {
          double outer = (r == k ? v[c] : 0) + (c == k ? v[r] : 0);
          d[r * 3 + c] = 2 * outer + (r == c ? -4 * v[k] : 0);
        }
      }
      addCross(d, v, 2 * wk);
      double[] unit = new double[3];
      unit[k] = 1;
      addCross(d, unit, 2 * w);
      derivatives[k] = SmallMatrix.scaled(d, mu[6]);
    }
    derivatives[6] = rotation(v);
    return derivatives;
  }

  private static double[] vector(double[] mu) {
    double norm = Math.sqrt(mu[0] * mu[0] + mu[1] * mu[1] + mu[2] * mu[2]);
    double factor = norm >= 1 - MARGIN ? 1 / (norm + MARGIN * norm) : 1;
    return new double[] {mu[0] * factor, mu[1] * factor, mu[2] * factor};
  }

  private static double scalar(double[] v) {
    return Math.sqrt(1 - (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]));
  }

  private static double[] rotation(double[] v) {
    double w = scalar(v);
    double square = v[0] * v[0] + v[1] * v[1] + v[2] * v[2];
    double[] m = new double[9];
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        m[r * 3 + c] = 2 * v[r] * v[c] + (r == c ? 1 - 2 * square : 0);
      }
    }
    addCross(m, v, 2 * w);
    return m;
  }

  /** m += factor · [v]×. */
  private static void addCross(double[] m, double[] v, double factor) {
    m[1] -= factor * v[2];
    m[2] += factor * v[1];
    m[3] += factor * v[2];
    m[5] -= factor * v[0];
    m[6] -= factor * v[1];
    m[7] += factor * v[0];
  }
}
