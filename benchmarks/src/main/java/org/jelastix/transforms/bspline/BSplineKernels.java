package org.jelastix.transforms.bspline;

import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.TransformKernel;

/** The plain kernels of B-spline transforms, for benchmarks beside the fast ones. */
public final class BSplineKernels {
  private BSplineKernels() {}

  /** The kernel that serves any dimension. */
  public static TransformKernel plain(BSplineTransform transform) {
    return new BSplineKernel(grid(transform), transform.parameters());
  }

  /** The spatial derivatives, point by point. */
  public static SpatialKernel plainSpatial(BSplineTransform transform) {
    return new BSplineSpatialKernel(grid(transform), transform.parameters());
  }

  private static ControlGrid grid(BSplineTransform transform) {
    return new ControlGrid(transform.controlPoints(), transform.order(), false);
  }
}
