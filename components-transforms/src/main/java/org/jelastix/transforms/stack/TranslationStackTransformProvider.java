package org.jelastix.transforms.stack;

import org.jelastix.api.component.Transform;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.transforms.affine.TranslationTransformProvider;

/** Provides stacks of translations. */
public final class TranslationStackTransformProvider implements TransformProvider {
  private static final MatrixStack STACK =
      new MatrixStack("TranslationStackTransform", new TranslationTransformProvider(), false);

  /** For the service loader. */
  public TranslationStackTransformProvider() {}

  @Override
  public ComponentInfo info() {
    return STACK.info("One translation for each slice along the last axis");
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
