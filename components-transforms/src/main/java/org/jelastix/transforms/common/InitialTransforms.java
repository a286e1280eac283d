package org.jelastix.transforms.common;

import java.util.Optional;
import org.jelastix.api.component.Combination;
import org.jelastix.api.component.Transform;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.TransformContext;

/** How a new transform has to see the initial transform of its registration. */
public final class InitialTransforms {
  /** How the initial transform and the new one become one map. */
  public static final Parameter<String> HOW_TO_COMBINE =
      Parameter.text("HowToCombineTransforms", "Compose")
          .doc(
              "How the initial transform and this one are combined: Compose applies this one to the"
                  + " result of the initial one; any other value adds the displacements of both.");

  private InitialTransforms() {}

  /**
   * The initial transform, if the new one will be applied after it.
   *
   * @param context of the new transform
   */
  public static Optional<Transform> appliedBefore(TransformContext context) {
    return context.initial().filter(t -> rule(context) == Combination.COMPOSE);
  }

  /**
   * The new transform combined with the initial one, or alone if there is none.
   *
   * @param context of the new transform
   * @param transform the new one
   */
  public static Transform combined(TransformContext context, Transform transform) {
    return context
        .initial()
        .<Transform>map(initial -> rule(context).of(initial, transform))
        .orElse(transform);
  }

  private static Combination rule(TransformContext context) {
    return context.parameters().get(HOW_TO_COMBINE).equals("Compose")
        ? Combination.COMPOSE
        : Combination.ADD;
  }
}
