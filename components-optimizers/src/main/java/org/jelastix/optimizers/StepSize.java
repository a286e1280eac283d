package org.jelastix.optimizers;

import java.util.Locale;
import org.jelastix.api.component.OptimizationListener;

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

  /** Writes the settings into the log. */
  void note(String optimizer, int resolution, OptimizationListener listener) {
    listener.note("Settings of " + optimizer + " in resolution " + resolution + ":");
    line(listener, "SP_a", gain.a());
    line(listener, "SP_A", gain.offset());
    line(listener, "SP_alpha", gain.alpha());
    line(listener, "SigmoidMax", sigmoid.max());
    line(listener, "SigmoidMin", sigmoid.min());
    line(listener, "SigmoidScale", sigmoid.scale());
    listener.note("");
  }

  private static void line(OptimizationListener listener, String name, double value) {
    listener.note(String.format(Locale.ROOT, "( %s %.6f )", name, value));
  }
}
