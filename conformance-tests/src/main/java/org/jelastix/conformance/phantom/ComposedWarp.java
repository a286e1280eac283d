package org.jelastix.conformance.phantom;

/** x ↦ second(first(x)). */
final class ComposedWarp implements Warp {
  private final Warp first;
  private final Warp second;

  ComposedWarp(Warp first, Warp second) {
    if (first.dimension() != second.dimension()) {
      throw new IllegalArgumentException(
          "a warp of "
              + first.dimension()
              + " dimensions cannot be followed by one of "
              + second.dimension());
    }
    this.first = first;
    this.second = second;
  }

  @Override
  public int dimension() {
    return first.dimension();
  }

  @Override
  public void forward(double[] fixed, double[] moving) {
    first.forward(fixed, moving);
    second.forward(moving, moving);
  }

  @Override
  public void inverse(double[] moving, double[] fixed) {
    second.inverse(moving, fixed);
    first.inverse(fixed, fixed);
  }

  @Override
  public void spatialJacobian(double[] fixed, double[] matrix) {
    int dim = dimension();
    double[] a = new double[dim * dim];
    double[] b = new double[dim * dim];
    double[] between = new double[dim];
    first.spatialJacobian(fixed, a);
    first.forward(fixed, between);
    second.spatialJacobian(between, b);
    System.arraycopy(Matrix.product(b, a, dim), 0, matrix, 0, dim * dim);
  }
}
