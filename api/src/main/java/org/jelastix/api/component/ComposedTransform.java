package org.jelastix.api.component;

import java.util.Optional;

/** x ↦ T₁(T₀(x)). */
record ComposedTransform(Transform initial, Transform current) implements CombinedTransform {

  ComposedTransform {
    Combination.requireSameDimension(initial, current);
  }

  @Override
  public Combination rule() {
    return Combination.COMPOSE;
  }

  @Override
  public CombinedTransform withParameters(double[] parameters) {
    return new ComposedTransform(initial, current.withParameters(parameters));
  }

  @Override
  public TransformKernel kernel() {
    return new ComposedKernel(initial, current);
  }

  @Override
  public TransformKernel kernel(TransformKernel old) {
    return old instanceof ComposedKernel composed && composed.startsWith(initial)
        ? composed.continuedBy(current)
        : kernel();
  }

  @Override
  public Optional<AffineMap> asAffine() {
    return current.asAffine().flatMap(outer -> initial.asAffine().map(inner -> outer.after(inner)));
  }
}
