package org.jelastix.transforms.bspline;

import org.jelastix.api.component.Transform;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.TransformContext;
import org.jelastix.api.spi.TransformFileContext;
import org.jelastix.api.spi.TransformProvider;

/** Provides B-spline transforms under the name BSplineTransform. */
public final class BSplineTransformProvider implements TransformProvider {
  private static final BSplineRecipe RECIPE = new BSplineRecipe("BSplineTransform");

  /** For the service loader. */
  public BSplineTransformProvider() {}

  @Override
  public ComponentInfo info() {
    return RECIPE.info("Free-form deformation: B-splines on a regular grid of control points");
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
