package org.jelastix.transforms.field;

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

/**
 * Provides any transform from a file of its own, held fixed.
 *
 * <p>elastix expects the address of an object in memory here, which means nothing in a file. We
 * take the name of a transform file instead.
 */
public final class ExternalTransformProvider implements TransformProvider {
  private static final Parameter<String> ADDRESS =
      Parameter.text("TransformAddress", null)
          .doc(
              "The file with the transform: an ITK transform file (.tfm, .txt, .h5) or a transform"
                  + " parameter file. An address in memory, as elastix writes it, cannot be used.");

  /** For the service loader. */
  public ExternalTransformProvider() {}

  @Override
  public ComponentInfo info() {
    return ComponentInfo.of(
            ComponentType.TRANSFORM,
            "ExternalTransform",
            "Any transform from a file of its own, held fixed; for initial transforms and"
                + " transformix")
        .parameters(ADDRESS);
  }

  @Override
  public Transform create(TransformContext context) {
    throw new ParameterException(
        context.parameters().map().locate("Transform")
            + ": ExternalTransform has no parameters to optimise; use it as initial transform"
            + " (-t0)");
  }

  @Override
  public double[] scales(TransformContext context, Transform transform) {
    return new double[transform.parameterCount()];
  }

  @Override
  public Transform read(TransformFileContext context) {
    ComponentParameters parameters = new ComponentParameters(context.parameters(), "", 0);
    String address = parameters.get(ADDRESS);
    if (address.isEmpty() || address.equals("null") || address.matches("(0x)?[0-9a-fA-F]{6,}")) {
      throw parameters.error(
          ADDRESS, "is \"" + address + "\", an address in memory; expected the name of a file");
    }
    Transform transform = context.extras().transform(address);
    if (transform.dimension() != context.dimension()) {
      throw new InputException(
          address
              + ": a transform of "
              + transform.dimension()
              + " dimensions, where "
              + context.dimension()
              + " are needed");
    }
    FixedTransform fixed = new FixedTransform(transform, address);
    return transform instanceof SpatiallyDifferentiable differentiable
        ? new DifferentiableFixedTransform(fixed, differentiable)
        : fixed;
  }
}
