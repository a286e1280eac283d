package org.jelastix.conformance.asserting;

import java.util.Map;
import java.util.Optional;
import org.jelastix.api.component.AffineMap;
import org.jelastix.api.component.CombinedTransform;
import org.jelastix.api.component.FilteredTransform;
import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.conformance.fixture.Bits;

/** A transform that is looked at. */
class AssertingTransform implements Transform {
  private final Transform transform;
  private final String name;
  private final Violations violations;

  private AssertingTransform(Transform transform, String name, Violations violations) {
    this.transform = transform;
    this.name = name;
    this.violations = violations;
  }

  /**
   * The wrapper that has the same capabilities. Combinations, and transforms that a registration
   * filters between iterations, stay without.
   */
  static Transform around(Transform transform, String name, Violations violations) {
    if (transform instanceof CombinedTransform
        || transform instanceof FilteredTransform
        || transform instanceof AssertingTransform) {
      return transform;
    }
    return transform instanceof SpatiallyDifferentiable differentiable
        ? new Differentiable(differentiable, name, violations)
        : new AssertingTransform(transform, name, violations);
  }

  /** What is inside, if it is one of these. */
  static Transform own(Transform transform) {
    return transform instanceof AssertingTransform asserting ? asserting.transform : transform;
  }

  /** With spatial derivatives. */
  private static final class Differentiable extends AssertingTransform
      implements SpatiallyDifferentiable {
    private final SpatiallyDifferentiable differentiable;

    Differentiable(SpatiallyDifferentiable transform, String name, Violations violations) {
      super(transform, name, violations);
      this.differentiable = transform;
    }

    @Override
    public SpatialKernel spatialKernel() {
      return new AssertingSpatialKernel(
          differentiable.spatialKernel(), dimension(), parameterCount(), witness());
    }

    @Override
    public SpatiallyDifferentiable withParameters(double[] parameters) {
      return (SpatiallyDifferentiable) super.withParameters(parameters);
    }
  }

  final Witness witness() {
    return new Witness(name, violations);
  }

  @Override
  public int dimension() {
    return transform.dimension();
  }

  @Override
  public int parameterCount() {
    return transform.parameterCount();
  }

  @Override
  public double[] parameters() {
    return transform.parameters();
  }

  @Override
  public Transform withParameters(double[] parameters) {
    if (parameters.length != transform.parameterCount()) {
      violations.add(
          name,
          "its caller sets " + parameters.length + " parameters of " + transform.parameterCount());
    }
    Transform changed = transform.withParameters(parameters);
    if (Bits.difference(parameters, changed.parameters()).isPresent()) {
      violations.add(name, "withParameters() gives a transform of other parameters");
    }
    return around(changed, name, violations);
  }

  @Override
  public TransformKernel kernel() {
    return new AssertingKernel(transform.kernel(), this, witness());
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return transform.jacobianStructure();
  }

  @Override
  public Optional<AffineMap> asAffine() {
    return transform.asAffine();
  }

  @Override
  public ParameterMap describe() {
    return transform.describe();
  }

  @Override
  public Map<String, Image> images() {
    return transform.images();
  }
}
