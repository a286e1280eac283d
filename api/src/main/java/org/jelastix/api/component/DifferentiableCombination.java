package org.jelastix.api.component;

import java.util.Optional;
import java.util.function.Supplier;

/** A combination of two transforms that can both be differentiated in space. */
final class DifferentiableCombination implements CombinedTransform, SpatiallyDifferentiable {
  private final CombinedTransform plain;
  private final Supplier<SpatialKernel> spatialKernels;

  DifferentiableCombination(CombinedTransform plain, Supplier<SpatialKernel> spatialKernels) {
    this.plain = plain;
    this.spatialKernels = spatialKernels;
  }

  @Override
  public Transform initial() {
    return plain.initial();
  }

  @Override
  public Transform current() {
    return plain.current();
  }

  @Override
  public Combination rule() {
    return plain.rule();
  }

  @Override
  public DifferentiableCombination withParameters(double[] parameters) {
    return (DifferentiableCombination)
        rule().of(plain.initial(), plain.current().withParameters(parameters));
  }

  @Override
  public TransformKernel kernel() {
    return plain.kernel();
  }

  @Override
  public SpatialKernel spatialKernel() {
    return spatialKernels.get();
  }

  @Override
  public Optional<AffineMap> asAffine() {
    return plain.asAffine();
  }
}
