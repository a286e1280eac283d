package org.jelastix.transforms.affine;

import org.jelastix.api.component.Transform;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.transforms.common.InitialTransforms;
import org.jelastix.transforms.common.TransformFile;

/** Provides translations. */
public final class TranslationTransformProvider implements TransformProvider {

  /** For the service loader. */
  public TranslationTransformProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(ComponentType.TRANSFORM, "TranslationTransform", "Translation")
        .parameters(
            Start.AUTOMATIC,
            Start.METHOD,
            InitialTransforms.HOW_TO_COMBINE,
            TransformFile.ITK_PARAMETERS,
            TransformFile.ITK_FIXED_PARAMETERS);
  }

  @Override
  public Transform create(TransformContext context) {
    if (context.previous().isPresent()) {
      return context.previous().get();
    }
    MatrixRule rule = new TranslationRule(context.dimension());
    return new MatrixTransform(rule, new double[context.dimension()], Start.translation(context));
  }

  @Override
  public double[] scales(TransformContext context, Transform transform) {
    double[] scales = new double[transform.parameterCount()];
    java.util.Arrays.fill(scales, 1);
    return scales;
  }

  @Override
  public Transform read(TransformFileContext context) {
    MatrixRule rule = new TranslationRule(context.dimension());
    double[] parameters = new TransformFile(context).values(rule.parameterCount());
    return new MatrixTransform(rule, new double[context.dimension()], parameters);
  }
}
