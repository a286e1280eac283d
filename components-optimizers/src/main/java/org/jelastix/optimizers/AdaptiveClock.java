package org.jelastix.optimizers;

/**
 * A clock that runs when consecutive directions disagree and turns back when they agree, so that
 * steps grow again while progress is steady: t ← max(0, t + f(−⟨d′, g⟩)) with f a {@link Sigmoid},
 * g the gradient and d′ the direction of the iteration before (P. Cruz, "Almost sure convergence
 * and asymptotical normality of a generalization of Kesten's stochastic approximation algorithm for
 * multidimensional case", 2005, formula 2).
 */
final class AdaptiveClock implements Clock {
  private final Sigmoid sigmoid;
  private double time;
  private double[] previous;

  AdaptiveClock(double start, Sigmoid sigmoid) {
    this.time = start;
    this.sigmoid = sigmoid;
  }

  @Override
  public double time() {
    return time;
  }

  @Override
  public void tick(int iteration, double[] gradient) {
    tick(iteration, gradient, gradient);
  }

  /**
   * An iteration is done whose direction was not the gradient.
   *
   * @param iteration from 0 on
   * @param gradient g, compared with the direction before
   * @param direction to be remembered for the next iteration
   */
  void tick(int iteration, double[] gradient, double[] direction) {
    if (iteration > 0 && previous != null) {
      time = Math.max(0.0, time + sigmoid.at(-Vectors.dot(previous, gradient)));
    }
    if (previous == null) {
      previous = new double[direction.length];
    }
    System.arraycopy(direction, 0, previous, 0, direction.length);
  }
}
