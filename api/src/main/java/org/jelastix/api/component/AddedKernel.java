package org.jelastix.api.component;

import org.jelastix.api.image.PointBatch;

/** The worker of T₀(x) + T₁(x) − x: what concerns the parameters is all T₁'s, at the points x. */
final class AddedKernel implements TransformKernel {
  private final TransformKernel initial;
  private final TransformKernel current;
  private final int dimension;
  private PointBatch first;
  private PointBatch points;

  AddedKernel(Transform initial, Transform current) {
    this.initial = initial.kernel();
    this.current = current.kernel();
    this.dimension = initial.dimension();
    this.first = new PointBatch(dimension);
    this.points = new PointBatch(dimension);
  }

  @Override
  public void forward(PointBatch fixed, PointBatch moving) {
    int n = fixed.size();
    reserve(n);
    initial.forward(fixed, first);
    current.forward(fixed, moving);
    addFirst(fixed, moving);
  }

  private void addFirst(PointBatch fixed, PointBatch moving) {
    int n = fixed.size();
    for (int d = 0; d < dimension; d++) {
      double[] x = fixed.axis(d);
      double[] t0 = first.axis(d);
      double[] sum = moving.axis(d);
      for (int i = 0; i < n; i++) {
        sum[i] += t0[i] - x[i];
      }
    }
  }

  @Override
  public void pullback(double[][] cotangents, double[] gradient) {
    current.pullback(cotangents, gradient);
  }

  @Override
  public void jacobian(int point, SparseJacobian out) {
    current.jacobian(point, out);
  }

  @Override
  public void apply(PointBatch fixed, PointBatch moving) {
    reserve(fixed.size());
    initial.apply(fixed, first);
    current.apply(fixed, moving);
    addFirst(fixed, moving);
  }

  @Override
  public void lattice(double[] start, double[][] steps, int[] size, PointBatch moving) {
    if (points.capacity() < moving.capacity()) {
      points = new PointBatch(dimension, moving.capacity());
    }
    points.fillLattice(start, steps, size);
    apply(points, moving);
  }

  private void reserve(int n) {
    if (n > first.capacity()) {
      first = new PointBatch(dimension, n);
    }
  }
}
