package org.jelastix.api.component;

import org.jelastix.api.image.PointBatch;

/** The worker of T₁∘T₀: what concerns the parameters is all T₁'s, at the points T₀(x). */
final class ComposedKernel implements TransformKernel {
  private final TransformKernel initial;
  private final TransformKernel current;
  private final AffineMap affineInitial;
  private final double[] start;
  private final double[] step;
  private PointBatch between;

  ComposedKernel(Transform initial, Transform current) {
    int dim = initial.dimension();
    this.initial = initial.kernel();
    this.current = current.kernel();
    this.affineInitial = initial.asAffine().orElse(null);
    this.start = new double[dim];
    this.step = new double[dim];
    this.between = new PointBatch(dim);
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
  public void line(double[] lineStart, double[] lineStep, int n, PointBatch moving) {
    if (affineInitial == null) {
      reserve(n);
      initial.line(lineStart, lineStep, n, between);
      current.forward(between, moving);
      return;
    }
    int dim = start.length;
    double[] a = affineInitial.matrix();
    for (int r = 0; r < dim; r++) {
      double point = affineInitial.offset()[r];
      double direction = 0;
      for (int c = 0; c < dim; c++) {
        point += a[r * dim + c] * lineStart[c];
        direction += a[r * dim + c] * lineStep[c];
      }
      start[r] = point;
      step[r] = direction;
    }
    current.line(start, step, n, moving);
  }

  private void reserve(int n) {
    if (n > between.capacity()) {
      between = new PointBatch(start.length, n);
    }
  }
}
