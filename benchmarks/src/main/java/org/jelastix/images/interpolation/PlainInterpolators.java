package org.jelastix.images.interpolation;

import org.jelastix.api.component.Interpolator;
import org.jelastix.api.image.Image;
import org.jelastix.api.parallel.Parallel;

/** Interpolators written as plainly as their formulas, for benchmarks beside the fast ones. */
public final class PlainInterpolators {
  private PlainInterpolators() {}

  /** Multilinear interpolation in any dimension. */
  public static Interpolator linear(Image image) {
    return new GridInterpolator(image.grid(), new LinearFunction(image));
  }

  /** A B-spline of any order in any dimension. */
  public static Interpolator spline(Image image, int order) {
    return new GridInterpolator(
        image.grid(),
        new SplineFunction(SplineCoefficients.of(image, order, Parallel.sequential())));
  }
}
