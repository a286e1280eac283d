package org.jelastix.transforms.bspline;

import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.parameter.ParameterMap;

/**
 * A free-form deformation on a grid of control points (D. Rueckert et al., "Nonrigid registration
 * using free-form deformations: application to breast MR images", IEEE TMI 18(8), 1999).
 *
 * <p>The parameters are the control points' displacements in mm: all along the first axis of the
 * world, then all along the second, and so on; within one axis in memory order of the grid. Points
 * whose order+1 neighbours along each axis are not all in the grid stay where they are.
 *
 * <p>In a cyclic transform the grid closes upon itself along its last axis (time, say), and points
 * do not move along that axis. The last axis' parameters then move nothing; yet, as in elastix, the
 * derivatives are reported as if they did.
 */
public final class BSplineTransform implements SpatiallyDifferentiable {
  private final String name;
  private final ControlGrid grid;
  private final double[] parameters;

  /**
   * @param name as in parameter files
   * @param points control point grid
   * @param order 1, 2 or 3
   * @param cyclic whether the grid closes upon itself along the last axis
   * @param parameters dim · control points displacements, mm; copied
   * @throws IllegalArgumentException if they do not fit
   */
  public BSplineTransform(
      String name, ImageGrid points, int order, boolean cyclic, double[] parameters) {
    this(name, new ControlGrid(points, order, cyclic), parameters);
  }

  private BSplineTransform(String name, ControlGrid grid, double[] parameters) {
    if ((long) grid.count * grid.dim != parameters.length) {
      throw new IllegalArgumentException(
          "a B-spline grid of "
              + grid.count
              + " control points in "
              + grid.dim
              + " dimensions needs "
              + (long) grid.count * grid.dim
              + " parameters, not "
              + parameters.length);
    }
    this.name = name;
    this.grid = grid;
    this.parameters = parameters.clone();
  }

  @Override
  public int dimension() {
    return grid.dim;
  }

  @Override
  public int parameterCount() {
    return parameters.length;
  }

  @Override
  public double[] parameters() {
    return parameters.clone();
  }

  /** Where the control points are. */
  public ImageGrid controlPoints() {
    return grid.points;
  }

  /** The order of the splines. */
  public int order() {
    return grid.order;
  }

  /** Whether the grid closes upon itself along the last axis. */
  public boolean cyclic() {
    return grid.cyclic;
  }

  @Override
  public BSplineTransform withParameters(double[] newParameters) {
    return new BSplineTransform(name, grid, newParameters);
  }

  @Override
  public TransformKernel kernel() {
    return kernel(null);
  }

  @Override
  public TransformKernel kernel(TransformKernel old) {
    if (!grid.cyclic && grid.dim == 2) {
      BSplineKernel2 last = old instanceof BSplineKernel2 k && k.isOn(grid) ? k : null;
      return new BSplineKernel2(grid, parameters, last);
    }
    if (!grid.cyclic && grid.dim == 3) {
      BSplineKernel3 last = old instanceof BSplineKernel3 k && k.isOn(grid) ? k : null;
      return new BSplineKernel3(grid, parameters, last);
    }
    return generalKernel();
  }

  /** The kernel for all dimensions, to which tests hold the others. */
  TransformKernel generalKernel() {
    return new BSplineKernel(grid, parameters);
  }

  @Override
  public SpatialKernel spatialKernel() {
    return grid.cyclic ? plainSpatialKernel() : new SeparableSpatialKernel(grid, parameters);
  }

  /** The kernel that is close to the formulas, to which tests hold the other. */
  SpatialKernel plainSpatialKernel() {
    return new BSplineSpatialKernel(grid, parameters);
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return new JacobianStructure(grid.dim * grid.supportSize(), false, true);
  }

  @Override
  public ParameterMap describe() {
    ParameterMap.Builder file =
        ParameterMap.builder()
            .put("Transform", name)
            .put("NumberOfParameters", parameters.length)
            .put("TransformParameters", parameters);
    GridEntries.describe(grid.points, file);
    return file.put("BSplineTransformSplineOrder", grid.order)
        .put("UseCyclicTransform", Boolean.toString(grid.cyclic))
        .build();
  }
}
