package org.jelastix.transforms.combination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.Transform;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.transforms.common.InitialTransforms;
import org.jelastix.transforms.common.OptimizerScales;
import org.jelastix.transforms.common.TransformFile;

/** Provides weighted sums of transforms. */
public final class WeightedCombinationTransformProvider implements TransformProvider {
  private static final Parameter<Boolean> NORMALISE =
      Parameter.bool("NormalizeCombinationWeights", false)
          .doc(
              "Whether the weights are divided by their sum. If not, the displacements of the parts"
                  + " are added, each times its weight.");

  private static final Parameter<String> PARTS =
      Parameter.text("SubTransforms", null)
          .list()
          .doc("The transform parameter files of the parts, at least one. Required.");

  private static final Parameter<Double> SCALES =
      Parameter.number("Scales", 1.0)
          .list()
          .above(0)
          .doc(
              "Scales of the weights, one each or none. Has an effect only if"
                  + " AutomaticScalesEstimation is false.");

  /** For the service loader. */
  public WeightedCombinationTransformProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.TRANSFORM,
            "WeightedCombinationTransform",
            "Weighted sum of given transforms, such as the modes of a motion model")
        .parameters(
            NORMALISE, PARTS, OptimizerScales.AUTOMATIC, SCALES, InitialTransforms.HOW_TO_COMBINE);
  }

  @Override
  public Transform create(TransformContext context) {
    if (context.previous().isPresent()) {
      return context.previous().get();
    }
    ComponentParameters parameters = context.parameters();
    int count = parameters.list(PARTS).size();
    double[] weights = new double[count];
    if (parameters.get(NORMALISE)) {
      Arrays.fill(weights, 1.0 / count);
    }
    return combination(parameters, context.dimension(), context.extras()::transform, weights);
  }

  @Override
  public double[] scales(TransformContext context, Transform transform) {
    if (context.parameters().get(OptimizerScales.AUTOMATIC)) {
      return OptimizerScales.automatic(context, transform);
    }
    return OptimizerScales.given(context, SCALES, transform.parameterCount());
  }

  @Override
  public Transform read(TransformFileContext context) {
    TransformFile file = new TransformFile(context);
    double[] weights = file.values(file.parameters().list(PARTS).size());
    return combination(file.parameters(), context.dimension(), context.transforms(), weights);
  }

  private static Transform combination(
      ComponentParameters parameters,
      int dimension,
      Function<String, Transform> reader,
      double[] weights) {
    List<String> files = parameters.list(PARTS);
    if (files.isEmpty()) {
      throw new ParameterException(
          parameters.map().locate("Transform")
              + ": SubTransforms is missing; expected the names of transform parameter files");
    }
    List<Transform> parts = new ArrayList<>();
    boolean differentiable = true;
    for (String file : files) {
      Transform part = reader.apply(file);
      if (part.dimension() != dimension) {
        throw new InputException(
            file
                + ": a transform of "
                + part.dimension()
                + " dimensions, where "
                + dimension
                + " are needed");
      }
      parts.add(part);
      differentiable &= part instanceof SpatiallyDifferentiable;
    }
    WeightedSum sum;
    try {
      sum = new WeightedSum(parts, files, parameters.get(NORMALISE), weights);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          parameters.map().locate("TransformParameters") + ": " + e.getMessage(), e);
    }
    return differentiable ? new DifferentiableWeightedSum(sum) : sum;
  }
}
