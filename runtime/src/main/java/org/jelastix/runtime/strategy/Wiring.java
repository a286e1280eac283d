package org.jelastix.runtime.strategy;

import java.util.Collections;
import java.util.List;
import org.jelastix.api.ParameterException;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.RegistrationContext;

/**
 * Which image, pyramid, interpolator and sampler belongs to which metric. Of each there is one for
 * all metrics or one for each.
 *
 * @param combined whether the metrics are parts of a sum, with weights and columns of their own
 * @param features whether the one metric looks at all images at once
 * @param metrics number of metrics
 * @param fixedImages number of fixed images in use
 * @param movingImages number of moving images in use
 * @param fixedPyramids names of the fixed pyramids in use
 * @param movingPyramids names of the moving pyramids in use
 * @param interpolators names of the interpolators in use
 * @param samplers names of the samplers
 * @param fixedMasks number of fixed masks in use
 * @param movingMasks number of moving masks in use
 */
record Wiring(
    boolean combined,
    boolean features,
    List<String> metrics,
    int fixedImages,
    int movingImages,
    List<String> fixedPyramids,
    List<String> movingPyramids,
    List<String> interpolators,
    List<String> samplers,
    int fixedMasks,
    int movingMasks) {

  /** One of everything: the first. */
  static Wiring single(RegistrationContext context) {
    return new Wiring(
        false,
        false,
        List.of(firstMetric(context)),
        1,
        1,
        first(context, ComponentType.FIXED_IMAGE_PYRAMID),
        first(context, ComponentType.MOVING_IMAGE_PYRAMID),
        first(context, ComponentType.INTERPOLATOR),
        first(context, ComponentType.IMAGE_SAMPLER),
        Math.min(1, context.fixedMasks().size()),
        Math.min(1, context.movingMasks().size()));
  }

  /**
   * Several metrics.
   *
   * @throws ParameterException if there is neither one of something nor one for each metric
   */
  static Wiring multiple(RegistrationContext context) {
    firstMetric(context);
    Wiring wiring =
        new Wiring(
            true,
            false,
            context.components().chosen(ComponentType.METRIC),
            context.fixed().size(),
            context.moving().size(),
            context.components().chosen(ComponentType.FIXED_IMAGE_PYRAMID),
            context.components().chosen(ComponentType.MOVING_IMAGE_PYRAMID),
            context.components().chosen(ComponentType.INTERPOLATOR),
            context.components().chosen(ComponentType.IMAGE_SAMPLER),
            context.fixedMasks().size(),
            context.movingMasks().size());
    wiring.check(context);
    return wiring;
  }

  /**
   * One metric that looks at all images, each with a pyramid and, if moving, an interpolator of its
   * own; the masks and the sampler are those of the first.
   *
   * @throws ParameterException if there is neither one of something nor one for each image
   */
  static Wiring features(RegistrationContext context) {
    return new Wiring(
        false,
        true,
        List.of(firstMetric(context)),
        context.fixed().size(),
        context.moving().size(),
        oneOrEach(context, ComponentType.FIXED_IMAGE_PYRAMID, context.fixed().size()),
        oneOrEach(context, ComponentType.MOVING_IMAGE_PYRAMID, context.moving().size()),
        oneOrEach(context, ComponentType.INTERPOLATOR, context.moving().size()),
        first(context, ComponentType.IMAGE_SAMPLER),
        Math.min(1, context.fixedMasks().size()),
        Math.min(1, context.movingMasks().size()));
  }

  private static List<String> oneOrEach(
      RegistrationContext context, ComponentType type, int images) {
    List<String> names = context.components().chosen(type);
    if (names.size() == 1) {
      return Collections.nCopies(images, names.get(0));
    }
    if (names.size() != images) {
      throw new ParameterException(
          context.parameters().map().locate(type.parameterName())
              + ": "
              + images
              + " images need 1 "
              + type.parameterName()
              + " or "
              + images
              + ", one for each, not "
              + names.size());
    }
    return names;
  }

  private void check(RegistrationContext context) {
    requireOneOrEach(context, "Interpolator", interpolators.size());
    requireOneOrEach(context, "FixedImagePyramid", fixedPyramids.size());
    requireOneOrEach(context, "MovingImagePyramid", movingPyramids.size());
    requireOneOrEach(context, "fixed image", fixedImages);
    requireOneOrEach(context, "moving image", movingImages);
    if (fixedPyramids.size() < fixedImages) {
      throw tooFew(context, "FixedImagePyramid", fixedPyramids.size(), fixedImages, "fixed");
    }
    if (movingPyramids.size() < movingImages) {
      throw tooFew(context, "MovingImagePyramid", movingPyramids.size(), movingImages, "moving");
    }
  }

  private void requireOneOrEach(RegistrationContext context, String what, int count) {
    if (count != 1 && count != metrics.size()) {
      throw new ParameterException(
          context.parameters().map().locate(what)
              + ": "
              + metrics.size()
              + (metrics.size() == 1 ? " metric needs" : " metrics need")
              + " 1 "
              + what
              + (metrics.size() == 1 ? "" : " or " + metrics.size() + ", one for each")
              + ", not "
              + count);
    }
  }

  private static ParameterException tooFew(
      RegistrationContext context, String what, int count, int images, String which) {
    return new ParameterException(
        context.parameters().map().locate(what)
            + ": "
            + images
            + " "
            + which
            + " images need as many of "
            + what
            + ", not "
            + count);
  }

  /** The fixed image that a fixed pyramid is made of. */
  int fixedImageOf(int pyramid) {
    return fixedImages > 1 ? pyramid : 0;
  }

  /** The moving image that a moving pyramid is made of. */
  int movingImageOf(int pyramid) {
    return movingImages > 1 ? pyramid : 0;
  }

  int fixedPyramidOf(int metric) {
    return fixedPyramids.size() > 1 ? metric : 0;
  }

  int movingPyramidOf(int metric) {
    return movingPyramids.size() > 1 ? metric : 0;
  }

  int interpolatorOf(int metric) {
    return interpolators.size() > 1 ? metric : 0;
  }

  /**
   * The sampler of a metric that needs one.
   *
   * @throws ParameterException if it has none
   */
  int samplerOf(int metric, RegistrationContext context) {
    if (metric < samplers.size()) {
      return metric;
    }
    if (samplers.isEmpty()) {
      throw new ParameterException(
          context.parameters().map().locate("ImageSampler")
              + ": "
              + metrics.get(metric)
              + " needs an ImageSampler, and none is chosen");
    }
    if (fixedPyramids.size() > metric) {
      throw new ParameterException(
          context.parameters().map().locate("ImageSampler")
              + ": with a FixedImagePyramid for each metric, each needs an ImageSampler too; there"
              + " are "
              + samplers.size()
              + " for "
              + metrics.size()
              + " metrics");
    }
    return 0;
  }

  private static String firstMetric(RegistrationContext context) {
    List<String> metrics = context.components().chosen(ComponentType.METRIC);
    if (metrics.isEmpty()) {
      throw new ParameterException(
          context.parameters().map().locate("Metric") + ": parameter Metric is required");
    }
    return metrics.get(0);
  }

  private static List<String> first(RegistrationContext context, ComponentType type) {
    return context.components().chosen(type).stream().limit(1).toList();
  }
}
