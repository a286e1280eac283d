package org.jelastix.api.component;

import org.jelastix.api.image.PointBatch;

/**
 * One thread's worker for the spatial derivatives of a transform.
 *
 * <p>With dim coordinates, entry {@code r * dim + c} of a spatial Jacobian is ∂T_r/∂x_c (no unit),
 * and entry {@code (r * dim + a) * dim + b} of a spatial Hessian is ∂²T_r/∂x_a∂x_b (mm⁻¹). Buffers
 * are {@code double[entries][points]}. The pullbacks speak of the points of the last {@link #at}.
 * Not thread-safe.
 */
public interface SpatialKernel {

  /**
   * Says at which points the other methods work.
   *
   * @param fixed world mm; may be refilled afterwards
   */
  void at(PointBatch fixed);

  /**
   * Spatial Jacobians.
   *
   * @param out dim² arrays, one entry a point
   */
  void jacobian(double[][] out);

  /**
   * Spatial Hessians; all 0 for affine maps.
   *
   * @param out dim³ arrays, one entry a point
   */
  void hessian(double[][] out);

  /**
   * gradient += Σᵢ Σ_rc g_rc(xᵢ) · ∂(∂T_r/∂x_c)/∂μ.
   *
   * @param cotangents dim² arrays, one entry a point
   * @param gradient one entry a parameter, added to
   */
  void pullbackJacobian(double[][] cotangents, double[] gradient);

  /**
   * gradient += Σᵢ Σ_rab g_rab(xᵢ) · ∂(∂²T_r/∂x_a∂x_b)/∂μ.
   *
   * @param cotangents dim³ arrays, one entry a point
   * @param gradient one entry a parameter, added to
   */
  void pullbackHessian(double[][] cotangents, double[] gradient);
}
