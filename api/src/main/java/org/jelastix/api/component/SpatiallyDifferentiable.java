package org.jelastix.api.component;

/** The capability of a transform to give derivatives with respect to x, and their pullbacks. */
public interface SpatiallyDifferentiable extends Transform {

  /** A new worker for one thread. */
  SpatialKernel spatialKernel();

  @Override
  SpatiallyDifferentiable withParameters(double[] parameters);
}
