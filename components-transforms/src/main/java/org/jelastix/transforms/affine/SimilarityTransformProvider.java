package org.jelastix.transforms.affine;

import java.util.List;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Transform;
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

/** Provides similarity transforms. */
public final class SimilarityTransformProvider implements TransformProvider {

  private static final Parameter<Double> SCALES =
      Parameter.number("Scales", null)
          .list()
          .above(0)
          .defaultsTo("10000 for the scale, 100000 for rotations, 1 for translations")
          .doc(
              "Scales of the parameters, in their order: scale, angle, translations in 2-D;"
                  + " rotations, translations, scale in 3-D. Values that are missing at the end"
                  + " keep their default. Has an effect only if AutomaticScalesEstimation is"
                  + " false.");

  /** For the service loader. */
  public SimilarityTransformProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.TRANSFORM,
            "SimilarityTransform",
            "Similarity transform: isotropic scale, rotation and translation")
        .parameters(
            Start.CENTER_INDEX,
            Start.CENTER_POINT,
            Start.AUTOMATIC,
            Start.METHOD,
            OptimizerScales.AUTOMATIC,
            SCALES,
            InitialTransforms.HOW_TO_COMBINE,
            TransformFile.ITK_PARAMETERS,
            TransformFile.ITK_FIXED_PARAMETERS);
  }

  @Override
  public Transform create(TransformContext context) {
    if (context.previous().isPresent()) {
      return context.previous().get();
    }
    MatrixRule rule = rule(context.parameters().map(), context.dimension());
    Start start = Start.of(context, Start.Kind.PLAIN);
    double[] parameters = rule.identity();
    System.arraycopy(start.translation(), 0, parameters, rule.translationAt(), rule.dimension());
    return new MatrixTransform(rule, start.center(), parameters);
  }

  @Override
  public double[] scales(TransformContext context, Transform transform) {
    if (context.parameters().get(OptimizerScales.AUTOMATIC)) {
      return OptimizerScales.automatic(context, transform);
    }
    double[] scales =
        context.dimension() == 2
            ? new double[] {1e4, 1e5, 1, 1}
            : new double[] {1e5, 1e5, 1e5, 1, 1, 1, 1e4};
    List<Double> given = context.parameters().list(SCALES);
    for (int i = 0; i < Math.min(scales.length, given.size()); i++) {
      scales[i] = given.get(i);
    }
    return scales;
  }

  @Override
  public Transform read(TransformFileContext context) {
    MatrixRule rule = rule(context.parameters(), context.dimension());
    double[] center = CenterInFile.of(context, rule.dimension());
    double[] parameters = new TransformFile(context).values(rule.parameterCount());
    return new MatrixTransform(rule, center, parameters);
  }

  private static MatrixRule rule(ParameterMap map, int dimension) {
    return switch (dimension) {
      case 2 -> new Similarity2Rule();
      case 3 -> new Similarity3Rule();
      default ->
          throw new ParameterException(
              map.locate("Transform")
                  + ": SimilarityTransform is for 2 and 3 dimensions, not "
                  + dimension
                  + "; use AffineTransform");
    };
  }
}
