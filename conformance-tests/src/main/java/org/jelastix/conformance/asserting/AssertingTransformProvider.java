package org.jelastix.conformance.asserting;

import org.jelastix.api.component.Transform;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;

/** Makes transforms that are looked at; the provider itself meets its own. */
record AssertingTransformProvider(TransformProvider provider, Violations violations)
    implements TransformProvider {

  @Override
  public ComponentInfo info() {
    return provider.info();
  }

  @Override
  public Transform create(TransformContext context) {
    return wrapped(provider.create(own(context)));
  }

  @Override
  public double[] scales(TransformContext context, Transform transform) {
    Transform meant = AssertingTransform.own(transform);
    double[] scales = provider.scales(own(context), meant);
    if (scales.length != meant.parameterCount()) {
      violations.add(info().name(), "scales() returned " + scales.length + " numbers");
    }
    return scales;
  }

  @Override
  public Transform read(TransformFileContext context) {
    return wrapped(provider.read(context));
  }

  private Transform wrapped(Transform transform) {
    return AssertingTransform.around(transform, info().name(), violations);
  }

  private static TransformContext own(TransformContext c) {
    return new TransformContext(
        c.parameters(),
        c.fixed(),
        c.moving(),
        c.fixedMask(),
        c.movingMask(),
        c.fixedPyramid(),
        c.previous().map(AssertingTransform::own),
        c.initial(),
        c.extras(),
        c.parallel());
  }
}
