package org.jelastix.transforms.bspline;

import org.jelastix.api.component.Transform;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;

/** Provides B-spline transforms under the name RecursiveBSplineTransform. */
public final class RecursiveBSplineTransformProvider implements TransformProvider {
  private static final BSplineRecipe RECIPE = new BSplineRecipe("RecursiveBSplineTransform");

  /** For the service loader. */
  public RecursiveBSplineTransformProvider() {}

  @Override
  public ComponentInfo info() {
    return RECIPE.info(
        "Free-form deformation, under the name of elastix's faster variant; the same as BSplineTransform");
  }

  @Override
  public Transform create(TransformContext context) {
    return RECIPE.create(context);
  }

  @Override
  public double[] scales(TransformContext context, Transform transform) {
    return RECIPE.scales(context, transform);
  }

  @Override
  public Transform read(TransformFileContext context) {
    return RECIPE.read(context);
  }
}
