package org.jelastix.runtime;

import java.util.function.Supplier;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.StreamedImage;
import org.jelastix.api.parallel.Parallel;

/** Images of a transform itself: its displacements and spatial derivatives at voxel centres. */
final class FieldComputation {
  private final Transform transform;
  private final ImageGrid grid;
  private final Parallel parallel;
  private final int dimension;

  /**
   * @param transform from the grid's world
   * @param grid at whose voxel centres to look
   * @param parallel splits work
   */
  FieldComputation(Transform transform, ImageGrid grid, Parallel parallel) {
    this.transform = transform;
    this.grid = grid;
    this.parallel = parallel;
    this.dimension = grid.dimension();
  }

  /** T(x) - x in mm, one component an axis. */
  StreamedImage displacements() {
    return image(dimension, () -> new DisplacementSource(grid, transform.kernel()));
  }

  /** The determinant of the spatial Jacobian. */
  StreamedImage determinants() {
    SpatiallyDifferentiable differentiable = differentiable();
    return image(1, () -> new DeterminantSource(grid, differentiable.spatialKernel()));
  }

  /** The spatial Jacobian, dim² components, row by row. */
  StreamedImage jacobians() {
    SpatiallyDifferentiable differentiable = differentiable();
    return image(
        dimension * dimension, () -> new JacobianSource(grid, differentiable.spatialKernel()));
  }

  private StreamedImage image(int components, Supplier<StreamedImage.Source> sources) {
    return new StreamedImage(grid, components, parallel, sources);
  }

  private SpatiallyDifferentiable differentiable() {
    if (transform instanceof SpatiallyDifferentiable differentiable) {
      return differentiable;
    }
    throw new RegistrationException(
        "this transform cannot be differentiated in space: "
            + transform.describe().first("Transform", transform.getClass().getSimpleName()));
  }
}
