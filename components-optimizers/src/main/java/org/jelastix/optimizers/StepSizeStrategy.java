package org.jelastix.optimizers;

import org.jelastix.api.parameter.Parameter;

/** How the time of a gain moves in optimizers that do not follow the gradient itself. */
enum StepSizeStrategy {
  /** By the agreement of consecutive directions. */
  ADAPTIVE,
  /** By one an iteration. */
  DECAYING,
  /** Not at all. */
  CONSTANT;

  static final Parameter<String> PARAMETER =
      Parameter.choice("StepSizeStrategy", "Adaptive", "Adaptive", "Decaying", "Constant")
          .doc(
              "How steps shrink: by the agreement of consecutive gradients (Adaptive), with every"
                  + " iteration (Decaying), or not at all (Constant). Constant is taken in place of"
                  + " Adaptive when samples come from random regions (UseRandomSampleRegion).");

  static StepSizeStrategy of(String name) {
    switch (name) {
      case "Decaying":
        return DECAYING;
      case "Constant":
        return CONSTANT;
      default:
        return ADAPTIVE;
    }
  }
}
