package org.jelastix.api.component;

/**
 * The shape of ∂T/∂μ, which lets step-size estimation and scales avoid work.
 *
 * @param nonZeros the largest number of parameters that one point depends on
 * @param constant whether ∂T/∂μ is the same everywhere
 * @param sharedWeights whether ∂T/∂μ = I_dim ⊗ w: coordinate d depends on parameters {@code d ·
 *     parameterCount / dimension + controlPoint} only, with the same weights for every d
 *     (B-splines)
 */
public record JacobianStructure(int nonZeros, boolean constant, boolean sharedWeights) {

  /**
   * All parameters matter everywhere.
   *
   * @param parameterCount number of parameters
   */
  public static JacobianStructure dense(int parameterCount) {
    return new JacobianStructure(parameterCount, false, false);
  }
}
