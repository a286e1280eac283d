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

/** Provides affine transforms in the log domain. */
public final class AffineLogTransformProvider implements TransformProvider {

  /** For the service loader. */
  public AffineLogTransformProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.TRANSFORM,
            "AffineLogTransform",
            "Affine transform parametrised by the logarithm of its matrix")
        .reference(
            "V. Arsigny, O. Commowick, N. Ayache, X. Pennec, \"A fast and log-Euclidean polyaffine"
                + " framework for locally linear registration\", Journal of Mathematical Imaging and"
                + " Vision 33(2), 2009")
        .parameters(
            Start.CENTER_INDEX,
            Start.CENTER_POINT,
            Start.AUTOMATIC,
            Start.METHOD,
            OptimizerScales.CORRECTIONS,
            InitialTransforms.HOW_TO_COMBINE,
            TransformFile.ITK_PARAMETERS,
            TransformFile.ITK_FIXED_PARAMETERS);
  }

  @Override
  public Transform create(TransformContext context) {
    if (context.previous().isPresent()) {
      return context.previous().get();
    }
    MatrixRule rule = new AffineLogRule(context.dimension());
    Start start = Start.of(context, Start.Kind.PLAIN);
    double[] parameters = rule.identity();
    System.arraycopy(start.translation(), 0, parameters, rule.translationAt(), rule.dimension());
    return new MatrixTransform(rule, start.center(), parameters);
  }

  @Override
  public double[] scales(TransformContext context, Transform transform) {
    return OptimizerScales.corrected(context, transform);
  }

  @Override
  public Transform read(TransformFileContext context) {
    MatrixRule rule = new AffineLogRule(context.dimension());
    double[] center = CenterInFile.of(context, rule.dimension());
    double[] parameters = new TransformFile(context).values(rule.parameterCount());
    return new MatrixTransform(rule, center, parameters);
  }
}
