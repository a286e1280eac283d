package org.jelastix.api.component;

import org.jelastix.api.image.PointBatch;

/** The worker of T₁∘T₀: what concerns the parameters is all T₁'s, at the points T₀(x). */
final class ComposedKernel implements TransformKernel {
  private final Transform initialTransform;
  private final TransformKernel initial;
  private final TransformKernel current;
  private final AffineMap affineInitial;
  private final double[] start;
  private PointBatch between;

  ComposedKernel(Transform initial, Transform current) {
    this(
        initial,
        initial.kernel(),
        initial.asAffine().orElse(null),
        current.kernel(),
        new PointBatch(initial.dimension()));
  }

  private ComposedKernel(
      Transform initialTransform,
      TransformKernel initial,
      AffineMap affineInitial,
      TransformKernel current,
      PointBatch between) {
    this.initialTransform = initialTransform;
    this.initial = initial;
    this.affineInitial = affineInitial;
    this.current = current;
    this.start = new double[initialTransform.dimension()];
    this.between = between;
  }

  /** Whether this is the worker of a map that begins with this transform. */
  boolean startsWith(Transform transform) {
    return initialTransform == transform;
  }

  /** A worker with another second part, in the place of this. */
  ComposedKernel continuedBy(Transform second) {
    return new ComposedKernel(
        initialTransform, initial, affineInitial, second.kernel(current), between);
  }

  @Override
  public void forward(PointBatch fixed, PointBatch moving) {
    reserve(fixed.size());
    initial.forward(fixed, between);
    current.forward(between, moving);
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
    initial.apply(fixed, between);
    current.apply(between, moving);
  }

  @Override
  public void lattice(double[] first, double[][] steps, int[] size, PointBatch moving) {
    if (affineInitial == null) {
      reserve(moving.capacity());
      initial.lattice(first, steps, size, between);
      current.apply(between, moving);
      return;
    }
    double[][] directions = new double[steps.length][start.length];
    for (int axis = 0; axis < steps.length; axis++) {
      mapDirection(steps[axis], directions[axis]);
    }
    mapPoint(first, start);
    current.lattice(start, directions, size, moving);
  }

  private void mapPoint(double[] from, double[] to) {
    mapDirection(from, to);
    for (int d = 0; d < to.length; d++) {
      to[d] += affineInitial.offset()[d];
    }
  }

  private void mapDirection(double[] from, double[] to) {
    int dim = to.length;
    double[] a = affineInitial.matrix();
    for (int r = 0; r < dim; r++) {
      double sum = 0;
      for (int c = 0; c < dim; c++) {
        sum += a[r * dim + c] * from[c];
      }
      to[r] = sum;
    }
  }

  private void reserve(int n) {
    if (n > between.capacity()) {
      between = new PointBatch(start.length, n);
    }
  }
}
