package org.jelastix.api.component;

/** How an initial transform T₀ and the current transform T₁ become one map. */
public enum Combination {
  /** x ↦ T₁(T₀(x)). */
  COMPOSE("Compose") {
    @Override
    public CombinedTransform of(Transform initial, Transform current) {
      ComposedTransform plain = new ComposedTransform(initial, current);
      return initial instanceof SpatiallyDifferentiable t0
              && current instanceof SpatiallyDifferentiable t1
          ? new DifferentiableCombination(plain, () -> composed(t0, t1))
          : plain;
    }

    private static SpatialKernel composed(
        SpatiallyDifferentiable initial, SpatiallyDifferentiable current) {
      return initial
          .asAffine()
          .<SpatialKernel>map(
              affine -> new AfterAffineSpatialKernel(initial.kernel(), affine, current))
          .orElseGet(() -> new ComposedSpatialKernel(initial, current));
    }
  },
  /** x ↦ T₀(x) + T₁(x) − x. */
  ADD("Add") {
    @Override
    public CombinedTransform of(Transform initial, Transform current) {
      AddedTransform plain = new AddedTransform(initial, current);
      return initial instanceof SpatiallyDifferentiable t0
              && current instanceof SpatiallyDifferentiable t1
          ? new DifferentiableCombination(plain, () -> new AddedSpatialKernel(t0, t1))
          : plain;
    }
  };

  private final String parameterValue;

  Combination(String parameterValue) {
    this.parameterValue = parameterValue;
  }

  /** The word for it in {@code HowToCombineTransforms}. */
  public String parameterValue() {
    return parameterValue;
  }

  /**
   * Combines two transforms. The result is {@link SpatiallyDifferentiable} if both are.
   *
   * @param initial T₀, fixed from now on
   * @param current T₁, whose parameters become those of the result
   * @throws IllegalArgumentException if the dimensions differ
   */
  public abstract CombinedTransform of(Transform initial, Transform current);

  /**
   * x ↦ T₁(T₀(x)); see {@link #of}.
   *
   * @param initial T₀
   * @param current T₁
   */
  public static CombinedTransform compose(Transform initial, Transform current) {
    return COMPOSE.of(initial, current);
  }

  /**
   * x ↦ T₀(x) + T₁(x) − x; see {@link #of}.
   *
   * @param initial T₀
   * @param current T₁
   */
  public static CombinedTransform add(Transform initial, Transform current) {
    return ADD.of(initial, current);
  }

  static void requireSameDimension(Transform initial, Transform current) {
    if (initial.dimension() != current.dimension()) {
      throw new IllegalArgumentException(
          "an initial transform of "
              + initial.dimension()
              + " dimensions does not fit a transform of "
              + current.dimension());
    }
  }
}
