package org.jelastix.api.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers that an optimizer ran with at one resolution, those that it estimated among them.
 * Immutable.
 *
 * @param optimizer its name
 * @param values by the names of the parameters that would set them, in the order to show
 */
public record OptimizerSettings(String optimizer, Map<String, Double> values) {

  /** Copies the map. */
  public OptimizerSettings {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
