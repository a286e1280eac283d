package org.jelastix.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jelastix.api.component.Metric;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;

/** Makes {@link TransformRigidity} penalties. */
public final class TransformRigidityPenaltyProvider implements MetricProvider {
  private static final Parameter<String> FIXED_IMAGE =
      Parameter.text("FixedRigidityImageName", "")
          .defaultsTo("none")
          .doc(
              "File with the rigidity of the tissue, from 0 to 1, in the fixed image's space."
                  + " Without this and a moving one, everything is rigid.");

  private static final Parameter<String> MOVING_IMAGE =
      Parameter.text("MovingRigidityImageName", "")
          .defaultsTo("none")
          .doc("File with the rigidity of the tissue, from 0 to 1, in the moving image's space.");

  private static final Parameter<Boolean> DILATE =
      Parameter.bool("DilateRigidityImages", true)
          .perResolution()
          .doc(
              "Whether rigid regions grow first, so that the control points that reach into them"
                  + " count, too.");

  private static final Parameter<Double> DILATION =
      Parameter.number("DilationRadiusMultiplier", 1.0)
          .perResolution()
          .atLeast(0)
          .doc(
              "Rigid regions grow by this many grid spacings (in mm, read as a number of voxels)."
                  + " Has an effect only if DilateRigidityImages is true.");

  private static final Parameter<Boolean> USE_LINEARITY = use("Linearity");
  private static final Parameter<Boolean> USE_ORTHONORMALITY = use("Orthonormality");
  private static final Parameter<Boolean> USE_PROPERNESS = use("Properness");
  private static final Parameter<Boolean> CALCULATE_LINEARITY = calculate("Linearity");
  private static final Parameter<Boolean> CALCULATE_ORTHONORMALITY = calculate("Orthonormality");
  private static final Parameter<Boolean> CALCULATE_PROPERNESS = calculate("Properness");
  private static final Parameter<Double> LINEARITY_WEIGHT =
      weight("Linearity", "squared second derivatives, which vanish for affine maps");
  private static final Parameter<Double> ORTHONORMALITY_WEIGHT =
      weight("Orthonormality", "deviation of the Jacobian from an orthonormal matrix");
  private static final Parameter<Double> PROPERNESS_WEIGHT =
      weight("Properness", "deviation of the Jacobian's determinant from 1");

  /** Made by ServiceLoader. */
  public TransformRigidityPenaltyProvider() {}

  private static Parameter<Boolean> use(String condition) {
    return Parameter.bool("Use" + condition + "Condition", true)
        .perResolution()
        .doc("Whether the condition of " + condition.toLowerCase(Locale.ROOT) + " counts.");
  }

  private static Parameter<Boolean> calculate(String condition) {
    return Parameter.bool("Calculate" + condition + "Condition", true)
        .perResolution()
        .doc("Read for compatibility and without effect: conditions in use are calculated.");
  }

  private static Parameter<Double> weight(String condition, String meaning) {
    return Parameter.number(condition + "ConditionWeight", 1.0)
        .perResolution()
        .doc("Weight of the " + meaning + ".");
  }

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.METRIC,
            "TransformRigidityPenalty",
            "Keeps given structures rigid in a B-spline registration.")
        .reference(
            "M. Staring, S. Klein, J.P.W. Pluim: A rigidity penalty term for nonrigid"
                + " registration, Medical Physics 34(11):4098-4108, 2007")
        .parameters(conditionParameters())
        .parameters(MetricParameters.ALL);
  }

  @Override
  public Metric create(MetricContext context) {
    return create(context, true, true);
  }

  /** The conditions' parameters, for a metric that holds this penalty, too. */
  static List<Parameter<?>> conditionParameters() {
    return List.of(
        FIXED_IMAGE,
        MOVING_IMAGE,
        DILATE,
        DILATION,
        USE_LINEARITY,
        USE_ORTHONORMALITY,
        USE_PROPERNESS,
        CALCULATE_LINEARITY,
        CALCULATE_ORTHONORMALITY,
        CALCULATE_PROPERNESS,
        LINEARITY_WEIGHT,
        ORTHONORMALITY_WEIGHT,
        PROPERNESS_WEIGHT);
  }

  /** The penalty with only some of the rigidity images that the file names. */
  static Metric create(MetricContext context, boolean withFixed, boolean withMoving) {
    ComponentParameters p = context.parameters();
    return new TransformRigidity(
        new RigidityCoefficients(
            withFixed ? image(context, FIXED_IMAGE) : Optional.empty(),
            withMoving ? image(context, MOVING_IMAGE) : Optional.empty(),
            p.get(DILATE) ? Optional.of(p.get(DILATION)) : Optional.empty()),
        p.get(USE_LINEARITY) ? p.get(LINEARITY_WEIGHT) : 0,
        p.get(USE_ORTHONORMALITY) ? p.get(ORTHONORMALITY_WEIGHT) : 0,
        p.get(USE_PROPERNESS) ? p.get(PROPERNESS_WEIGHT) : 0,
        new double[] {
          shown(p, USE_LINEARITY, CALCULATE_LINEARITY, LINEARITY_WEIGHT),
          shown(p, USE_ORTHONORMALITY, CALCULATE_ORTHONORMALITY, ORTHONORMALITY_WEIGHT),
          shown(p, USE_PROPERNESS, CALCULATE_PROPERNESS, PROPERNESS_WEIGHT)
        },
        context.parallel());
  }

  private static double shown(
      ComponentParameters p,
      Parameter<Boolean> use,
      Parameter<Boolean> calculate,
      Parameter<Double> weight) {
    return p.get(use) || p.get(calculate) ? p.get(weight) : Double.NaN;
  }

  private static Optional<Image> image(MetricContext context, Parameter<String> name) {
    String file = context.parameters().get(name);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Image image = context.extras().image(file);
    if (image.components() != 1 || image.grid().dimension() != context.dimension()) {
      throw context
          .parameters()
          .error(
              name,
              "must be a scalar image of "
                  + context.dimension()
                  + " dimensions; "
                  + file
                  + " has "
                  + image.grid().dimension()
                  + " dimensions and "
                  + image.components()
                  + " components");
    }
    return Optional.of(image);
  }
}
