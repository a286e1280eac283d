package org.jelastix.api.component;

import java.util.Optional;
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

  /**
   * A way to sum the squares of all second derivatives that is faster than to ask for the
   * {@linkplain #hessian Hessians} and to pull them back; empty if there is none.
   */
  default Optional<SquaredHessians> squaredHessians() {
    return Optional.empty();
  }

  /** Sums over the points of the last {@link SpatialKernel#at}, in one go with their derivative. */
  @FunctionalInterface
  interface SquaredHessians {
    /**
     * Σᵢ Σ_r ‖Aᵀ H_r(xᵢ) A‖², with H_r the Hessian of coordinate r and the norm of Frobenius: the
     * squared second derivatives of the transform that follows upon the affine map y ↦ A y + b, at
     * the points y that b and A move to xᵢ.
     *
     * @param affine A, row-major, dim × dim; null for the identity
     * @param counts which points count, one entry a point; null if all do
     * @param gradient <em>half</em> of the sum's derivative is added to it, one entry a parameter;
     *     null if it is not asked for
     * @return the sum, mm⁻²
     */
    double add(double[] affine, boolean[] counts, double[] gradient);
  }
}
