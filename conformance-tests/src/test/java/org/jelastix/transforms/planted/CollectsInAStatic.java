package org.jelastix.transforms.planted;

import java.util.HashMap;
import java.util.Map;

/** A component that remembers results for the whole process, behind an interface. */
public final class CollectsInAStatic {
  private static final Map<String, String> KNOWN = new HashMap<>();

  /**
   * Remembers.
   *
   * @param name of the result
   */
  public String known(String name) {
    return KNOWN.computeIfAbsent(name, n -> n + n);
  }
}
