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
import org.jelastix.transforms.common.InitialTransforms;

/**
 * Reads the results of registrations whose displacement field was diffused between iterations.
 *
 * <p>Their B-spline part is always 0 at the end: all there is lies in the displacement field, whose
 * direction matrix does not count. New registrations of this kind are refused, because optimizers
 * have no way yet to start over from a changed transform between two iterations.
 */
public final class BSplineTransformWithDiffusionProvider implements TransformProvider {
  private static final Parameter<String> FILE =
      Parameter.text("DeformationFieldFileName", null)
          .doc("The diffused displacement field, an image. Required in transform parameter files.");

  /** Unlike all other transforms, these are added to their initial transform if nothing is said. */
  private static final Parameter<String> HOW_TO_COMBINE =
      Parameter.text(InitialTransforms.HOW_TO_COMBINE.name(), "Add")
          .doc(InitialTransforms.HOW_TO_COMBINE.doc());

  /** For the service loader. */
  public BSplineTransformWithDiffusionProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.TRANSFORM,
            "BSplineTransformWithDiffusion",
            "Displacement field of a B-spline registration with diffusion; for reading only")
        .reference(
            "M. Staring, S. Klein, J. P. W. Pluim, \"Nonrigid registration with tissue-dependent"
                + " filtering of the deformation field\", Physics in Medicine and Biology 52(23),"
                + " 2007")
        .parameters(FILE, HOW_TO_COMBINE);
  }

  @Override
  public Transform create(TransformContext context) {
    throw new ParameterException(
        context.parameters().map().locate("Transform")
            + ": BSplineTransformWithDiffusion can be read but not registered with; use"
            + " BSplineTransform with the metric TransformRigidityPenalty to keep tissue rigid");
  }

  @Override
  public double[] scales(TransformContext context, Transform transform) {
    return new double[transform.parameterCount()];
  }

  @Override
  public Transform read(TransformFileContext context) {
    String file = new ComponentParameters(context.parameters(), "", 0).get(FILE);
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
      return new FieldTransform(field, 0, file, false);
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }
}
