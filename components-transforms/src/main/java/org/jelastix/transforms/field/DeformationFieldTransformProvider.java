package org.jelastix.transforms.field;

import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;

/** Provides displacement fields as transforms: in transform parameter files only. */
public final class DeformationFieldTransformProvider implements TransformProvider {
  private static final Parameter<String> FILE =
      Parameter.text("DeformationFieldFileName", null)
          .doc(
              "The displacement field: an image with one component for each axis, in mm, that maps"
                  + " fixed points to moving ones. Required in transform parameter files.");

  private static final Parameter<Integer> ORDER =
      Parameter.integer("DeformationFieldInterpolationOrder", 0)
          .between(0, 1)
          .doc("0 takes the nearest voxel's displacement, 1 interpolates linearly.");

  private static final Parameter<Boolean> DIRECTIONS =
      Parameter.bool("UseDirectionCosines", true)
          .doc("Whether the field's direction matrix counts; else it is taken for the identity.");

  /** For the service loader. */
  public DeformationFieldTransformProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.TRANSFORM,
            "DeformationFieldTransform",
            "Displacement field read from an image; for initial transforms and transformix")
        .parameters(FILE, ORDER, DIRECTIONS);
  }

  @Override
  public Transform create(TransformContext context) {
    throw new ParameterException(
        context.parameters().map().locate("Transform")
            + ": DeformationFieldTransform has no parameters to optimise; use it as initial"
            + " transform (-t0)");
  }

  @Override
  public double[] scales(TransformContext context, Transform transform) {
    return new double[transform.parameterCount()];
  }

  @Override
  public Transform read(TransformFileContext context) {
    ComponentParameters parameters = new ComponentParameters(context.parameters(), "", 0);
    String file = parameters.get(FILE);
    Image field = context.extras().image(file);
    if (field.grid().dimension() != context.dimension()) {
      throw new InputException(
          file
              + ": a displacement field of "
              + field.grid().dimension()
              + " dimensions, where "
              + context.dimension()
              + " are needed");
    }
    try {
      return new FieldTransform(field, parameters.get(ORDER), file, parameters.get(DIRECTIONS));
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }
}
