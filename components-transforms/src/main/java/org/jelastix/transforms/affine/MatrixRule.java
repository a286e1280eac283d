package org.jelastix.transforms.affine;

import org.jelastix.api.parameter.ParameterMap;

/**
 * What makes a matrix of parameters: M(μ), and its derivatives. Matrices are row-major. Immutable
 * and stateless.
 */
interface MatrixRule {

  /** The transform's name in parameter files. */
  String transformName();

  /** Coordinates of a point. */
  int dimension();

  /** Number of parameters, translations included. */
  int parameterCount();

  /** The number of the first of the dim translation parameters. */
  int translationAt();

  /** The parameters of the identity. */
  double[] identity();

  /**
   * M(μ).
   *
   * @param mu all parameters
   */
  double[] matrix(double[] mu);

  /**
   * ∂M/∂μ_k for each parameter; null for translations.
   *
   * @param mu all parameters
   */
  double[][] derivatives(double[] mu);

  /** Whether the centre of rotation makes a difference. */
  default boolean hasCenter() {
    return true;
  }

  /**
   * Adds what a file says beside parameters and centre.
   *
   * @param mu all parameters
   * @param file to be added to
   */
  default void describe(double[] mu, ParameterMap.Builder file) {}

  /** The matrix, row by row, and the translation: what some files say for their readers. */
  static double[] matrixAndTranslation(MatrixRule rule, double[] mu) {
    int entries = rule.dimension() * rule.dimension();
    double[] all = java.util.Arrays.copyOf(rule.matrix(mu), entries + rule.dimension());
    System.arraycopy(mu, rule.translationAt(), all, entries, rule.dimension());
    return all;
  }
}
