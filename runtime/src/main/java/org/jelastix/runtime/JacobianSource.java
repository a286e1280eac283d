package org.jelastix.runtime;

import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.image.GridBoxes;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;

/** Makes spatial Jacobians: dim² components, row by row. */
class JacobianSource extends BoxSource {
  private final SpatialKernel kernel;
  private final double[][] jacobian;

  JacobianSource(ImageGrid grid, SpatialKernel kernel) {
    super(grid);
    this.kernel = kernel;
    this.jacobian = new double[grid.dimension() * grid.dimension()][0];
  }

  @Override
  final void reserve(int n) {
    for (int k = 0; k < jacobian.length; k++) {
      jacobian[k] = new double[n];
    }
  }

  @Override
  final void fill(GridBoxes.Box box, double[][] steps, PointBatch points, float[][] values) {
    kernel.at(points);
    kernel.jacobian(jacobian);
    fill(box, jacobian, points.size(), values);
  }

  /**
   * Makes the values of a box from its Jacobians.
   *
   * @param box to be filled
   * @param derivatives entry, point; may be overwritten
   * @param n how many points
   * @param values component, voxel of the slices
   */
  void fill(GridBoxes.Box box, double[][] derivatives, int n, float[][] values) {
    for (int k = 0; k < derivatives.length; k++) {
      put(derivatives[k], box, values[k]);
    }
  }
}
