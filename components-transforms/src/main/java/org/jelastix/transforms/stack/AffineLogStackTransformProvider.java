package org.jelastix.transforms.stack;

import org.jelastix.api.component.Transform;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.transforms.affine.AffineLogTransformProvider;

/** Provides stacks of affine transforms. */
public final class AffineLogStackTransformProvider implements TransformProvider {
  private static final Parameter<Boolean> INITIALIZATION =
      Parameter.bool("AutomaticTransformInitialization", false)
          .doc("Accepted for the sake of existing files. The parts start at the identity.");

  private static final MatrixStack STACK =
      new MatrixStack("AffineLogStackTransform", new AffineLogTransformProvider(), true);

  /** For the service loader. */
  public AffineLogStackTransformProvider() {}

  @Override
  public ComponentInfo info() {
    return STACK.info(
        "One affine transform, in the log domain, for each slice along the last axis",
        INITIALIZATION);
  }

  @Override
  public Transform create(TransformContext context) {
    return STACK.create(context);
  }

  @Override
  public double[] scales(TransformContext context, Transform transform) {
    return STACK.scales(context, transform);
  }

  @Override
  public Transform read(TransformFileContext context) {
    return STACK.read(context);
  }
}
