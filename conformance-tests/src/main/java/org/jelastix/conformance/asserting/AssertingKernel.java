package org.jelastix.conformance.asserting;

import java.util.Arrays;
import org.jelastix.api.component.SparseJacobian;
import org.jelastix.api.component.Transform;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.image.PointBatch;

/** A kernel that is looked at. */
final class AssertingKernel implements TransformKernel {
  private final TransformKernel kernel;
  private final int dimension;
  private final int parameterCount;
  private final int nonZeros;
  private final Witness witness;

  AssertingKernel(TransformKernel kernel, Transform transform, Witness witness) {
    this.kernel = kernel;
    this.dimension = transform.dimension();
    this.parameterCount = transform.parameterCount();
    this.nonZeros = transform.jacobianStructure().nonZeros();
    this.witness = witness;
  }

  @Override
  public void forward(PointBatch fixed, PointBatch moving) {
    if (fixed == moving) {
      witness.add("forward() is called with one batch for both");
    }
    if (fixed.dimension() != dimension || moving.dimension() != dimension) {
      witness.add("forward() is called with points of another dimension");
    }
    int before = sum(fixed);
    witness.during(() -> kernel.forward(fixed, moving));
    witness.given(fixed.size());
    if (sum(fixed) != before) {
      witness.add("forward() wrote to the points that it was given");
    }
    mapped("forward()", moving, fixed.size());
  }

  @Override
  public void pullback(double[][] cotangents, double[] gradient) {
    witness.needsPoints("pullback()", "forward()");
    witness.fits("pullback()", cotangents, dimension);
    witness.fits("pullback()", gradient, parameterCount);
    witness.during(() -> kernel.pullback(cotangents, gradient));
  }

  @Override
  public void jacobian(int point, SparseJacobian out) {
    witness.needsPoints("jacobian()", "forward()");
    if (point < 0 || point >= witness.points()) {
      witness.add("jacobian() is called for point " + point + " of " + witness.points());
    }
    witness.during(() -> kernel.jacobian(point, out));
    if (out.size() > nonZeros) {
      witness.add("jacobian() fills " + out.size() + " columns, and declares " + nonZeros);
    }
    for (int k = 0; k < out.size(); k++) {
      if (out.parameters()[k] < 0 || out.parameters()[k] >= parameterCount) {
        witness.add("jacobian() speaks of parameter " + out.parameters()[k]);
      }
    }
  }

  @Override
  public void apply(PointBatch fixed, PointBatch moving) {
    int before = sum(fixed);
    witness.during(() -> kernel.apply(fixed, moving));
    witness.given(-1);
    if (sum(fixed) != before) {
      witness.add("apply() wrote to the points that it was given");
    }
    mapped("apply()", moving, fixed.size());
  }

  @Override
  public void lattice(double[] start, double[][] steps, int[] size, PointBatch moving) {
    int n = 1;
    for (int s : size) {
      n *= s;
    }
    if (n > moving.capacity()) {
      witness.add("lattice() is called for " + n + " points with room for " + moving.capacity());
    }
    witness.during(() -> kernel.lattice(start, steps, size, moving));
    witness.given(-1);
    mapped("lattice()", moving, n);
  }

  private void mapped(String call, PointBatch moving, int expected) {
    if (moving.size() != expected) {
      witness.add(call + " maps " + moving.size() + " points of " + expected);
    }
    for (int d = 0; d < moving.dimension(); d++) {
      for (int i = 0; i < moving.size(); i++) {
        if (!Double.isFinite(moving.axis(d)[i])) {
          witness.add(call + " gives points that are not finite");
          return;
        }
      }
    }
  }

  private static int sum(PointBatch points) {
    int sum = points.size();
    for (int d = 0; d < points.dimension(); d++) {
      sum = 31 * sum + Arrays.hashCode(Arrays.copyOf(points.axis(d), points.size()));
    }
    return sum;
  }
}
