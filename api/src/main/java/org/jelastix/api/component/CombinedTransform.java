package org.jelastix.api.component;

/**
 * Two transforms as one: a fixed one, made earlier, and the one that is being optimised. The
 * parameters are those of the current one alone. Made by {@link Combination}.
 */
public interface CombinedTransform extends Transform {

  /** T₀, which does not change. */
  Transform initial();

  /** T₁, whose parameters are the parameters of the whole. */
  Transform current();

  /** How the two become one. */
  Combination rule();

  /** The description of {@link #current()}; files name the initial transform beside it. */
  @Override
  default org.jelastix.api.parameter.ParameterMap describe() {
    return current().describe();
  }

  @Override
  CombinedTransform withParameters(double[] parameters);
}
