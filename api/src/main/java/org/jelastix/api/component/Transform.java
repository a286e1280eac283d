package org.jelastix.api.component;

import java.util.Map;
import java.util.Optional;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.PointBatch;
import org.jelastix.api.parameter.ParameterMap;

/**
 * A map T(x; μ) from the fixed image's world to the moving image's world, in mm, with parameters μ.
 *
 * <p>Immutable and thread-safe. The work is done by {@linkplain #kernel() kernels}, one a thread. A
 * transform that can differentiate itself in space also implements {@link SpatiallyDifferentiable}.
 */
public interface Transform {

  /** Coordinates of a point, in and out. */
  int dimension();

  /** Number of parameters. */
  int parameterCount();

  /** The parameters μ, a copy. */
  double[] parameters();

  /**
   * The same transform (grid, centre of rotation, order, …) with other parameters.
   *
   * @param parameters as many as {@link #parameterCount()}; copied
   * @throws IllegalArgumentException if the length is wrong
   */
  Transform withParameters(double[] parameters);

  /** A new worker for one thread. */
  TransformKernel kernel();

  /**
   * A worker for one thread, in the place of one that nobody needs any more: optimizers want a few
   * each iteration, and those of transforms that differ in their parameters only can take over each
   * other's memory. Transforms that gain from that override this.
   *
   * @param old of any transform; not to be used afterwards
   */
  default TransformKernel kernel(TransformKernel old) {
    return kernel();
  }

  /** The shape of ∂T/∂μ. */
  JacobianStructure jacobianStructure();

  /**
   * The map as matrix and offset, if it is affine in x: T(x) = A·x + b.
   *
   * @return empty if it is not, or not known to be
   */
  default Optional<AffineMap> asAffine() {
    return Optional.empty();
  }

  /**
   * What a transform parameter file says of this transform alone: {@code Transform}, {@code
   * NumberOfParameters}, {@code TransformParameters} and its own names ({@code
   * CenterOfRotationPoint}, {@code GridSize}, …), not the initial transform or the image's grid.
   * Its provider's {@code read} makes an equal transform of it.
   */
  ParameterMap describe();

  /**
   * Images that belong to the description, by the parameters of {@link #describe()} that hold their
   * file names. Whoever writes the description to a file writes these beside it, and puts the names
   * of their files in.
   */
  default Map<String, Image> images() {
    return Map.of();
  }

  /**
   * Maps one point; for occasional use, kernels are for loops.
   *
   * @param point world mm
   * @return a new array, world mm
   */
  default double[] apply(double... point) {
    int dim = dimension();
    PointBatch in = new PointBatch(dim, 1);
    PointBatch out = new PointBatch(dim, 1);
    in.resize(1);
    for (int d = 0; d < dim; d++) {
      in.axis(d)[0] = point[d];
    }
    kernel().forward(in, out);
    double[] mapped = new double[dim];
    for (int d = 0; d < dim; d++) {
      mapped[d] = out.axis(d)[0];
    }
    return mapped;
  }
}
