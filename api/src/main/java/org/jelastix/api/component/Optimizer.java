package org.jelastix.api.component;

/** Finds parameters that make a cost function small, at one resolution. */
public interface Optimizer {

  /**
   * Runs until a stopping condition is met.
   *
   * @param cost the function
   * @param initial where to start; not written to
   * @param listener told of every iteration; may throw {@link org.jelastix.api.CancelledException},
   *     which is passed on
   * @return where it stopped
   * @throws org.jelastix.api.RegistrationException if the function cannot be evaluated
   */
  OptimizationResult optimize(CostFunction cost, double[] initial, OptimizationListener listener);
}
