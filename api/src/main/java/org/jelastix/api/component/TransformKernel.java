package org.jelastix.api.component;

import org.jelastix.api.image.PointBatch;

/**
 * One thread's worker of a {@link Transform}: holds the scratch memory, so that its calls allocate
 * nothing.
 *
 * <p>{@link #pullback} and {@link #jacobian} speak of the points of the last {@link #forward}; the
 * kernel keeps what it needs of them (B-spline weights, say), so the batch itself may have been
 * refilled since. Batches hold up to {@link PointBatch#CAPACITY} points. Not thread-safe.
 */
public interface TransformKernel {

  /**
   * Maps points.
   *
   * @param fixed world mm; left as it is
   * @param moving resized and filled with T(x), world mm; may not be the same object as {@code
   *     fixed}
   */
  void forward(PointBatch fixed, PointBatch moving);

  /**
   * Adds the vector-Jacobian products of the last forward's points: gradient += Σᵢ (∂T/∂μ(xᵢ))ᵀ gᵢ,
   * in the order of the points.
   *
   * @param cotangents gᵢ, one array an axis, one entry a point; entries of 0 cost little
   * @param gradient one entry a parameter, added to
   */
  void pullback(double[][] cotangents, double[] gradient);

  /**
   * The sparse Jacobian ∂T/∂μ at one point of the last forward.
   *
   * @param point its number in the batch
   * @param out resized and filled
   */
  void jacobian(int point, SparseJacobian out);

  /**
   * Maps points as {@link #forward} does, for callers that ask for no derivatives: leaves {@link
   * #pullback} and {@link #jacobian} without meaning. The place for what pays in large batches
   * only.
   *
   * @param fixed world mm, any number; left as it is
   * @param moving resized and filled with T(x), world mm; may not be the same object as {@code
   *     fixed}
   */
  default void apply(PointBatch fixed, PointBatch moving) {
    int n = fixed.size();
    if (n <= PointBatch.CAPACITY) {
      forward(fixed, moving);
      return;
    }
    int dim = fixed.dimension();
    PointBatch part = new PointBatch(dim);
    PointBatch mapped = new PointBatch(dim);
    moving.resize(n);
    for (int from = 0; from < n; from += PointBatch.CAPACITY) {
      int size = Math.min(PointBatch.CAPACITY, n - from);
      part.resize(size);
      for (int d = 0; d < dim; d++) {
        System.arraycopy(fixed.axis(d), from, part.axis(d), 0, size);
      }
      forward(part, mapped);
      for (int d = 0; d < dim; d++) {
        System.arraycopy(mapped.axis(d), 0, moving.axis(d), from, size);
      }
    }
  }

  /**
   * Maps the points of a lattice, such as a box of voxels of an output image: the lines of its
   * first axis one after the other, in the order of its other axes. Kernels that gain from the
   * regularity override this. Leaves {@link #pullback} and {@link #jacobian} without meaning.
   *
   * @param start first point, world mm
   * @param steps along each axis of the lattice, mm; at least one axis
   * @param size points along each axis of the lattice
   * @param moving resized and filled; has room for all points
   */
  default void lattice(double[] start, double[][] steps, int[] size, PointBatch moving) {
    PointBatch points = new PointBatch(start.length, moving.capacity());
    points.fillLattice(start, steps, size);
    apply(points, moving);
  }
}
