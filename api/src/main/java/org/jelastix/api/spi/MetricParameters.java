package org.jelastix.api.spi;

import java.util.List;
import org.jelastix.api.parameter.Parameter;

/**
 * The parameters that every metric has, whatever else it reads. Metric providers add {@link #ALL}
 * to their {@link ComponentInfo}; {@link SampledMetric} and the runtime read the values.
 */
public final class MetricParameters {
  /** Whether to report the metric on a dense grid of samples beside the sampled one. */
  public static final Parameter<Boolean> SHOW_EXACT_METRIC_VALUE =
      Parameter.bool("ShowExactMetricValue", false)
          .perResolution()
          .doc(
              "Whether the iteration table has one more column with the metric on all voxels (or"
                  + " on a regular grid of them). Costs an evaluation of the full image.");

  /** Grid spacing of the exact metric's samples. */
  public static final Parameter<Integer> EXACT_METRIC_SAMPLE_GRID_SPACING =
      Parameter.integer("ExactMetricSampleGridSpacing", 1)
          .list()
          .unit("voxels")
          .atLeast(1)
          .doc(
              "Distance of the samples of the exact metric along each axis: one value an axis, the"
                  + " axes of one resolution after those of the one before. Has an effect only if"
                  + " ShowExactMetricValue is true.");

  /** How often to compute the exact metric. */
  public static final Parameter<Integer> EXACT_METRIC_EVERY_X_ITERATIONS =
      Parameter.integer("ExactMetricEveryXIterations", 1)
          .perResolution()
          .atLeast(1)
          .doc(
              "The exact metric is computed in iterations whose number is a multiple of this. Has"
                  + " an effect only if ShowExactMetricValue is true.");

  /** Whether too few valid samples end the registration. */
  public static final Parameter<Boolean> CHECK_NUMBER_OF_SAMPLES =
      Parameter.bool("CheckNumberOfSamples", true)
          .perResolution()
          .doc(
              "Whether the registration fails when too few samples fall inside the moving image"
                  + " and its mask. If false, RequiredRatioOfValidSamples counts as 0.");

  /** The part of the samples that must be valid. */
  public static final Parameter<Double> REQUIRED_RATIO_OF_VALID_SAMPLES =
      Parameter.number("RequiredRatioOfValidSamples", 0.25)
          .perResolution()
          .between(0, 1)
          .doc(
              "The part of the samples that must fall inside the moving image and its mask. Lower"
                  + " it for images that overlap little; a value near 0 lets a failing registration"
                  + " push the images apart unnoticed.");

  /** Factors on the moving image's gradient. */
  public static final Parameter<Double> MOVING_IMAGE_DERIVATIVE_SCALES =
      Parameter.number("MovingImageDerivativeScales", 1.0)
          .list()
          .doc(
              "One factor an axis by which the moving image's gradient is multiplied; 0 forbids"
                  + " motion along that axis, as far as the images drive it. Axes without a value"
                  + " have 1.");

  /** Which axes the factors speak of. */
  public static final Parameter<Boolean> SCALE_GRADIENT_WITH_RESPECT_TO_MOVING_IMAGE_ORIENTATION =
      Parameter.bool("ScaleGradientWithRespectToMovingImageOrientation", false)
          .perResolution()
          .doc(
              "Whether MovingImageDerivativeScales speaks of the moving image's own axes (by its"
                  + " direction cosines) rather than of the world's. Has an effect only together"
                  + " with MovingImageDerivativeScales.");

  /** Kept for parameter files; results do not depend on it. */
  public static final Parameter<Boolean> USE_MULTI_THREADING_FOR_METRICS =
      Parameter.bool("UseMultiThreadingForMetrics", true)
          .perResolution()
          .doc(
              "Read for compatibility and without effect: metrics use the threads that the run"
                  + " has, and give the same bits on any number of them.");

  /** All of the above, in order. */
  public static final List<Parameter<?>> ALL =
      List.of(
          SHOW_EXACT_METRIC_VALUE,
          EXACT_METRIC_SAMPLE_GRID_SPACING,
          EXACT_METRIC_EVERY_X_ITERATIONS,
          CHECK_NUMBER_OF_SAMPLES,
          REQUIRED_RATIO_OF_VALID_SAMPLES,
          MOVING_IMAGE_DERIVATIVE_SCALES,
          SCALE_GRADIENT_WITH_RESPECT_TO_MOVING_IMAGE_ORIENTATION,
          USE_MULTI_THREADING_FOR_METRICS);

  private MetricParameters() {}
}
