package org.jelastix.transforms.stack;

import org.jelastix.api.component.Transform;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.transforms.affine.EulerTransformProvider;

/** Provides stacks of rigid transforms. */
public final class EulerStackTransformProvider implements TransformProvider {
  private static final Parameter<Boolean> COMPUTE_ZYX =
      Parameter.bool("ComputeZYX", false)
          .doc(
              "Whether the rotations are Rz Ry Rx instead of Rz Rx Ry. For parts of 3 dimensions"
                  + " only.");

  private static final Parameter<Boolean> DIRECTION_COSINES =
      Parameter.bool("UseDirectionCosines", true)
          .doc("Whether images keep their direction matrix; applied when images are read.");

  private static final MatrixStack STACK =
      new MatrixStack("EulerStackTransform", new EulerTransformProvider(), true);

  /** For the service loader. */
  public EulerStackTransformProvider() {}

  @Override
  public ComponentInfo info() {
    return STACK.info(
        "One rigid transform for each slice along the last axis", COMPUTE_ZYX, DIRECTION_COSINES);
  }

  @Override
  public Transform create(TransformContext context) {
    return STACK.create(context);
  }

  @Override
  public double[] scales(TransformContext context, Transform transform) {
    return STACK.scales(context, transform);
  }

  @Override
  public Transform read(TransformFileContext context) {
    return STACK.read(context);
  }
}
