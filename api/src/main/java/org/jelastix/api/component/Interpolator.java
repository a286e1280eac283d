package org.jelastix.api.component;

import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PointBatch;

/**
 * A scalar image as a function of world position.
 *
 * <p>Defined inside the buffer: at voxel coordinates from -0.5 to size-0.5 along each axis (the
 * upper end excluded, unless an interpolator says so). Immutable, thread-safe; the calls allocate
 * nothing for batches of the usual capacity.
 */
public interface Interpolator {

  /** The grid of the image. */
  ImageGrid grid();

  /**
   * Values at points.
   *
   * @param points world mm
   * @param values out, one a point; 0 where outside
   * @param inside out, whether the point lies in the buffer
   */
  void values(PointBatch points, double[] values, boolean[] inside);

  /**
   * Values and gradients at points.
   *
   * @param points world mm
   * @param values out, one a point; 0 where outside
   * @param gradients out, one array an axis: ∂value/∂x_axis in mm⁻¹ along world axes; 0 where
   *     outside
   * @param inside out, whether the point lies in the buffer
   */
  void valuesAndGradients(
      PointBatch points, double[] values, double[][] gradients, boolean[] inside);
}
