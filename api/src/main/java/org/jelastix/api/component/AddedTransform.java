package org.jelastix.api.component;

import java.util.Optional;

/** x ↦ T₀(x) + T₁(x) − x. */
record AddedTransform(Transform initial, Transform current) implements CombinedTransform {

  AddedTransform {
    Combination.requireSameDimension(initial, current);
  }

  @Override
  public Combination rule() {
    return Combination.ADD;
  }

  @Override
  public CombinedTransform withParameters(double[] parameters) {
    return new AddedTransform(initial, current.withParameters(parameters));
  }

  @Override
  public TransformKernel kernel() {
    return new AddedKernel(initial, current);
  }

  @Override
  public Optional<AffineMap> asAffine() {
    return current.asAffine().flatMap(t1 -> initial.asAffine().map(t0 -> sum(t0, t1)));
  }

  private static AffineMap sum(AffineMap t0, AffineMap t1) {
    int n = t0.dimension();
    double[] matrix = new double[n * n];
    double[] offset = new double[n];
    for (int r = 0; r < n; r++) {
      offset[r] = t0.offset()[r] + t1.offset()[r];
      for (int c = 0; c < n; c++) {
        matrix[r * n + c] = t0.matrix()[r * n + c] + t1.matrix()[r * n + c] - (r == c ? 1 : 0);
      }
    }
    return new AffineMap(matrix, offset);
  }
}
