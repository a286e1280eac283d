package org.jelastix.optimizers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jelastix.api.component.OptimizerSettings;

/**
 * The gain and the sigmoid with which an adaptive optimizer runs.
 *
 * @param gain of the steps
 * @param sigmoid of the clock
 * @param adaptive whether the sigmoid is used
 * @param noiseFactor the part of the squared gradient that is not noise, if it was measured by
 *     displacements; otherwise {@link #USUAL_NOISE_FACTOR}
 */
record StepSize(GainSequence gain, Sigmoid sigmoid, boolean adaptive, double noiseFactor) {
  static final Sigmoid DEFAULT_SIGMOID = new Sigmoid(1.0, -0.8, 1e-8);
  static final double USUAL_NOISE_FACTOR = 0.8;

  Clock clock(double start) {
    return adaptive
        ? new AdaptiveClock(start, sigmoid)
        : Clock.steady(start, (sigmoid.max() + sigmoid.min()) / 2.0);
  }

  OptimizerSettings settings(String optimizer) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("SP_a", gain.a());
    values.put("SP_A", gain.offset());
    values.put("SP_alpha", gain.alpha());
    values.put("SigmoidMax", sigmoid.max());
    values.put("SigmoidMin", sigmoid.min());
    values.put("SigmoidScale", sigmoid.scale());
    return new OptimizerSettings(optimizer, values);
  }
}
