package org.jelastix.api.component;

import org.jelastix.api.image.PointBatch;

/** Spatial derivatives of T₀(x) + T₁(x) − x: sums, of which only T₁'s part has parameters. */
final class AddedSpatialKernel implements SpatialKernel {
  private final SpatialKernel initial;
  private final SpatialKernel current;
  private final int dimension;
  private int points;
  private double[][] first = new double[0][0];

  AddedSpatialKernel(SpatiallyDifferentiable initial, SpatiallyDifferentiable current) {
    this.initial = initial.spatialKernel();
    this.current = current.spatialKernel();
    this.dimension = initial.dimension();
  }

  @Override
  public void at(PointBatch fixed) {
    points = fixed.size();
    initial.at(fixed);
    current.at(fixed);
  }

  @Override
  public void jacobian(double[][] out) {
    int entries = dimension * dimension;
    reserve(entries);
    initial.jacobian(first);
    current.jacobian(out);
    for (int e = 0; e < entries; e++) {
      double identity = e / dimension == e % dimension ? 1 : 0;
      for (int i = 0; i < points; i++) {
        out[e][i] += first[e][i] - identity;
      }
    }
  }

  @Override
  public void hessian(double[][] out) {
    int entries = dimension * dimension * dimension;
    reserve(entries);
    initial.hessian(first);
    current.hessian(out);
    for (int e = 0; e < entries; e++) {
      for (int i = 0; i < points; i++) {
        out[e][i] += first[e][i];
      }
    }
  }

  @Override
  public void pullbackJacobian(double[][] cotangents, double[] gradient) {
    current.pullbackJacobian(cotangents, gradient);
  }

  @Override
  public void pullbackHessian(double[][] cotangents, double[] gradient) {
    current.pullbackHessian(cotangents, gradient);
  }

  private void reserve(int entries) {
    if (first.length < entries || first[0].length < points) {
      first = new double[entries][Math.max(points, PointBatch.CAPACITY)];
    }
  }
}
