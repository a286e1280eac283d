package org.jelastix.api.spi;

import java.util.Locale;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.parameter.ComponentParameters;

/**
 * The demand that enough samples are valid, by the parameters CheckNumberOfSamples and
 * RequiredRatioOfValidSamples of {@link MetricParameters}.
 *
 * @param requiredRatio the part of the samples that must be valid, from 0 to 1
 */
public record SampleCheck(double requiredRatio) {

  /**
   * What a parameter file demands.
   *
   * @param parameters of a metric
   */
  public static SampleCheck of(ComponentParameters parameters) {
    return new SampleCheck(
        parameters.get(MetricParameters.CHECK_NUMBER_OF_SAMPLES)
            ? parameters.get(MetricParameters.REQUIRED_RATIO_OF_VALID_SAMPLES)
            : 0);
  }

  /**
   * Fails unless there are enough.
   *
   * @param valid samples inside the moving image and its mask
   * @param all samples drawn
   * @param masked whether there is a moving mask, for the message
   * @throws RegistrationException if there were no samples at all, or too few valid ones
   */
  public void require(int valid, int all, boolean masked) {
    if (all == 0) {
      throw new RegistrationException(
          "the sampler gave no samples; check the fixed mask and NumberOfSpatialSamples");
    }
    if (valid < all * requiredRatio) {
      throw new RegistrationException(
          String.format(
              Locale.ROOT,
              "only %d of %d samples lie inside the moving image%s, at least %d are needed;"
                  + " check the initial alignment, the masks and the step size, or lower"
                  + " RequiredRatioOfValidSamples (now %s)",
              valid,
              all,
              masked ? " and its mask" : "",
              (int) Math.ceil(all * requiredRatio),
              requiredRatio));
    }
  }
}
