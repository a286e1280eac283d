package org.jelastix.transforms.affine;

import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.transforms.common.InitialTransforms;
import org.jelastix.transforms.common.OptimizerScales;
import org.jelastix.transforms.common.TransformFile;

/** Provides affine transforms by angles, shears and scales. */
public final class AffineDTITransformProvider implements TransformProvider {

  /** For the service loader. */
  public AffineDTITransformProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.TRANSFORM,
            "AffineDTITransform",
            "Affine transform parametrised by angles, shears and scales")
        .reference(
            "A. Leemans, J. Sijbers, S. De Backer, E. Vandervliet, P. Parizel, \"Multiscale white"
                + " matter fiber tract coregistration: a new feature-based approach to align diffusion"
                + " tensor data\", Magnetic Resonance in Medicine 55(6), 2006")
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
    MatrixRule rule = rule(context.dimension());
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
    MatrixRule rule = rule(context.dimension());
    double[] center = CenterInFile.of(context, rule.dimension());
    double[] parameters = new TransformFile(context).values(rule.parameterCount());
    return new MatrixTransform(rule, center, parameters);
  }

  private static MatrixRule rule(int dimension) {
    if (dimension != 2 && dimension != 3) {
      throw new ParameterException(
          "AffineDTITransform is for 2 and 3 dimensions, not "
              + dimension
              + "; use AffineTransform");
    }
    return new AffineDtiRule(dimension);
  }
}
