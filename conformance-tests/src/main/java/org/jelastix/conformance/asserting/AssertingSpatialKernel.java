package org.jelastix.conformance.asserting;

import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.image.PointBatch;

/** A kernel of spatial derivatives that is looked at. */
final class AssertingSpatialKernel implements SpatialKernel {
  private final SpatialKernel kernel;
  private final int dimension;
  private final int parameterCount;
  private final Witness witness;

  AssertingSpatialKernel(SpatialKernel kernel, int dimension, int parameterCount, Witness witness) {
    this.kernel = kernel;
    this.dimension = dimension;
    this.parameterCount = parameterCount;
    this.witness = witness;
  }

  @Override
  public void at(PointBatch fixed) {
    if (fixed.dimension() != dimension) {
      witness.add("at() is called with points of another dimension");
    }
    witness.during(() -> kernel.at(fixed));
    witness.given(fixed.size());
  }

  @Override
  public void jacobian(double[][] out) {
    witness.needsPoints("jacobian()", "at()");
    witness.fits("jacobian()", out, dimension * dimension);
    witness.during(() -> kernel.jacobian(out));
  }

  @Override
  public void hessian(double[][] out) {
    witness.needsPoints("hessian()", "at()");
    witness.fits("hessian()", out, dimension * dimension * dimension);
    witness.during(() -> kernel.hessian(out));
  }

  @Override
  public void pullbackJacobian(double[][] cotangents, double[] gradient) {
    witness.needsPoints("pullbackJacobian()", "at()");
    witness.fits("pullbackJacobian()", cotangents, dimension * dimension);
    witness.fits("pullbackJacobian()", gradient, parameterCount);
    witness.during(() -> kernel.pullbackJacobian(cotangents, gradient));
  }

  @Override
  public void pullbackHessian(double[][] cotangents, double[] gradient) {
    witness.needsPoints("pullbackHessian()", "at()");
    witness.fits("pullbackHessian()", cotangents, dimension * dimension * dimension);
    witness.fits("pullbackHessian()", gradient, parameterCount);
    witness.during(() -> kernel.pullbackHessian(cotangents, gradient));
  }
}
