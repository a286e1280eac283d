package org.jelastix.transforms.affine;

import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.transforms.common.InitialTransforms;
import org.jelastix.transforms.common.OptimizerScales;
import org.jelastix.transforms.common.TransformFile;

/** Provides rigid transforms. */
public final class EulerTransformProvider implements TransformProvider {

  private static final Parameter<Boolean> COMPUTE_ZYX =
      Parameter.bool("ComputeZYX", false)
          .doc(
              "Whether the rotation is Rz Ry Rx, where the rotation about x comes first, instead of"
                  + " Rz Rx Ry, where that about y does. 3-D only.");

  private static final double DEFAULT_SCALE = 100000;

  /** For the service loader. */
  public EulerTransformProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.TRANSFORM,
            "EulerTransform",
            "Rigid transform: rotation about the coordinate axes, then translation")
        .parameters(
            COMPUTE_ZYX,
            Start.CENTER_INDEX,
            Start.CENTER_POINT,
            Start.AUTOMATIC,
            Start.METHOD,
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
    MatrixRule rule = rule(context.parameters(), context.dimension());
    Start start = Start.of(context, Start.Kind.PLAIN);
    double[] parameters = rule.identity();
    System.arraycopy(start.translation(), 0, parameters, rule.translationAt(), rule.dimension());
    return new MatrixTransform(rule, start.center(), parameters);
  }

  @Override
  public double[] scales(TransformContext context, Transform transform) {
    return OptimizerScales.of(context, transform, context.dimension() == 2 ? 1 : 3, DEFAULT_SCALE);
  }

  @Override
  public Transform read(TransformFileContext context) {
    MatrixRule rule = rule(new TransformFile(context).parameters(), context.dimension());
    double[] center = CenterInFile.of(context, rule.dimension());
    double[] parameters = new TransformFile(context).values(rule.parameterCount());
    return new MatrixTransform(rule, center, parameters);
  }

  private static MatrixRule rule(ComponentParameters parameters, int dimension) {
    ParameterMap map = parameters.map();
    return switch (dimension) {
      case 2 -> new Euler2Rule();
      case 3 -> new Euler3Rule(parameters.get(COMPUTE_ZYX));
      default ->
          throw new ParameterException(
              map.locate("Transform")
                  + ": EulerTransform is for 2 and 3 dimensions, not "
                  + dimension
                  + "; use AffineTransform or EulerStackTransform");
    };
  }
}
