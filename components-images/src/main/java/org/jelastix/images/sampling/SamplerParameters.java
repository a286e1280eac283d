package org.jelastix.images.sampling;

import java.util.List;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;

/** The parameters that several samplers read. */
final class SamplerParameters {
  private SamplerParameters() {}

  static final Parameter<Boolean> NEW_SAMPLES =
      Parameter.bool("NewSamplesEveryIteration", false)
          .perResolution()
          .doc(
              "Whether to draw new samples before every iteration, which a stochastic optimizer"
                  + " should always do. Samplers that are not random draw the same ones again.");

  static final Parameter<Boolean> MULTI_THREADED =
      Parameter.bool("UseMultiThreadingForSamplers", true)
          .doc(
              "Accepted for the sake of existing files; which samples are drawn never depends on"
                  + " the number of threads.");

  static final Parameter<Integer> SAMPLES =
      Parameter.integer("NumberOfSpatialSamples", 5000)
          .perResolution()
          .unit("samples")
          .atLeast(1)
          .doc(
              "How many samples a draw takes. With new samples every iteration, 2000 to 5000 are"
                  + " usual whatever the size of the image; more make the gradient less noisy and"
                  + " every iteration slower in proportion.");

  static final Parameter<Integer> FIXED_SPLINE_ORDER =
      Parameter.integer("FixedImageBSplineInterpolationOrder", 1)
          .perResolution()
          .between(0, 5)
          .doc(
              "Order of the B-spline through the fixed image, from which values between voxel"
                  + " centres come. 1, linear, is usually enough.");

  static final Parameter<Boolean> USE_REGION =
      Parameter.bool("UseRandomSampleRegion", false)
          .perResolution()
          .doc(
              "Whether all samples of a draw come from one small box at a random place, so that"
                  + " the metric is local: useful when intensities relate differently in different"
                  + " parts of the images. Needs new samples every iteration.");

  static final Parameter<Double> REGION_SIZE =
      Parameter.number("SampleRegionSize", null)
          .defaultsTo("a third of the longest side of the fixed image, or a side if that is less")
          .list()
          .unit("mm")
          .above(0)
          .doc(
              "Size of that box along each axis of the fixed image, for each resolution in turn;"
                  + " where there are too few values, the first. Has no effect without"
                  + " UseRandomSampleRegion.");

  /** The description of a sampler, with the parameters that all have. */
  static ComponentInfo info(String name, String summary, Parameter<?>... own) {
    return ComponentInfo.of(ComponentType.IMAGE_SAMPLER, name, summary)
        .parameters(own)
        .parameters(NEW_SAMPLES, MULTI_THREADED);
  }

  /**
   * Value number {@code resolution · dimension + axis} of a list.
   *
   * @param values of the whole file
   * @param parameters says the resolution
   * @param dimension values a resolution
   * @param axis which
   * @param otherwise if the list is too short
   */
  static <T> T entry(
      List<T> values, ComponentParameters parameters, int dimension, int axis, T otherwise) {
    int i = parameters.resolution() * dimension + axis;
    return i < values.size() ? values.get(i) : otherwise;
  }
}
