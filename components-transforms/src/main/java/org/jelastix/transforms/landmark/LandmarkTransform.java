package org.jelastix.transforms.landmark;

import org.jelastix.api.component.JacobianStructure;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.SpatiallyDifferentiable;
import org.jelastix.api.component.TransformKernel;
import org.jelastix.api.parameter.ParameterMap;

/**
 * The landmark spline that takes the fixed image's landmarks to the parameters: the moving image's
 * landmarks, one after the other, in mm. With a relaxation factor above 0 it goes near them.
 */
final class LandmarkTransform implements SpatiallyDifferentiable {
  private final LandmarkSystem system;
  private final String kernelName;
  private final double[] parameters;
  private final double[] blocks;

  LandmarkTransform(LandmarkSystem system, String kernelName, double[] parameters) {
    if (parameters.length != system.source.length) {
      throw new IllegalArgumentException(
          system.landmarks
              + " landmarks need "
              + system.source.length
              + " parameters, not "
              + parameters.length);
    }
    this.system = system;
    this.kernelName = kernelName;
    this.parameters = parameters.clone();
    double[] y = parameters.clone();
    for (int k = 0; k < y.length; k++) {
      y[k] -= system.source[k];
    }
    this.blocks = system.solve(y);
  }

  @Override
  public int dimension() {
    return system.dim;
  }

  @Override
  public int parameterCount() {
    return parameters.length;
  }

  @Override
  public double[] parameters() {
    return parameters.clone();
  }

  @Override
  public LandmarkTransform withParameters(double[] newParameters) {
    return new LandmarkTransform(system, kernelName, newParameters);
  }

  @Override
  public TransformKernel kernel() {
    return new LandmarkKernel(system, blocks);
  }

  @Override
  public SpatialKernel spatialKernel() {
    return new LandmarkSpatialKernel(system, blocks);
  }

  @Override
  public JacobianStructure jacobianStructure() {
    return JacobianStructure.dense(parameters.length);
  }

  @Override
  public ParameterMap describe() {
    return ParameterMap.builder()
        .put("Transform", "SplineKernelTransform")
        .put("NumberOfParameters", parameters.length)
        .put("TransformParameters", parameters)
        .put("SplineKernelType", kernelName)
        .put("SplinePoissonRatio", system.poissonRatio)
        .put("SplineRelaxationFactor", system.relaxation)
        .put("FixedImageLandmarks", system.source)
        .build();
  }
}
