package org.jelastix.transforms.affine;

import org.jelastix.api.component.Transform;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.transforms.common.InitialTransforms;
import org.jelastix.transforms.common.OptimizerScales;
import org.jelastix.transforms.common.TransformFile;

/** Provides affine transforms. */
public final class AffineTransformProvider implements TransformProvider {

  /** For the service loader. */
  public AffineTransformProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.TRANSFORM,
            "AffineTransform",
            "Affine transform: any matrix, and translation")
        .parameters(
            Start.CENTER_INDEX,
            Start.CENTER_POINT,
            Start.AUTOMATIC,
            Start.METHOD,
            Start.GRAVITY_USES_THRESHOLD,
            Start.GRAVITY_THRESHOLD,
            Start.GRAVITY_SAMPLES,
            OptimizerScales.AUTOMATIC,
            OptimizerScales.SCALES,
            InitialTransforms.HOW_TO_COMBINE,
            TransformFile.ITK_PARAMETERS,
            TransformFile.ITK_FIXED_PARAMETERS);
  }

  @Override
  public Transform create(TransformContext context) {
    if (context.previous().isPresent()) {
      return context.previous().get();
    }
    MatrixRule rule = new AffineRule(context.dimension());
    Start start = Start.of(context, Start.Kind.AFFINE);
    double[] parameters = rule.identity();
    System.arraycopy(start.translation(), 0, parameters, rule.translationAt(), rule.dimension());
    return new MatrixTransform(rule, start.center(), parameters);
  }

  @Override
  public double[] scales(TransformContext context, Transform transform) {
    int matrixEntries = context.dimension() * context.dimension();
    return OptimizerScales.of(context, transform, matrixEntries, 100000);
  }

  @Override
  public Transform read(TransformFileContext context) {
    MatrixRule rule = new AffineRule(context.dimension());
    double[] center = CenterInFile.of(context, rule.dimension());
    double[] parameters = new TransformFile(context).values(rule.parameterCount());
    return new MatrixTransform(rule, center, parameters);
  }
}
