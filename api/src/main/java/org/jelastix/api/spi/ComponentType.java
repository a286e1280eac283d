package org.jelastix.api.spi;

/** The kinds of components, each with the parameter that names one. */
public enum ComponentType {
  REGISTRATION("Registration"),
  FIXED_IMAGE_PYRAMID("FixedImagePyramid"),
  MOVING_IMAGE_PYRAMID("MovingImagePyramid"),
  IMAGE_SAMPLER("ImageSampler"),
  INTERPOLATOR("Interpolator"),
  METRIC("Metric"),
  OPTIMIZER("Optimizer"),
  TRANSFORM("Transform"),
  RESAMPLE_INTERPOLATOR("ResampleInterpolator"),
  RESAMPLER("Resampler");

  private final String parameterName;

  ComponentType(String parameterName) {
    this.parameterName = parameterName;
  }

  /** The parameter that chooses a component of this kind. */
  public String parameterName() {
    return parameterName;
  }
}
