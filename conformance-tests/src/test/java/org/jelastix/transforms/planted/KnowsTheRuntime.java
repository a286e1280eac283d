package org.jelastix.transforms.planted;

import org.jelastix.runtime.Jelastix;

/** A component that asks the runtime for others. */
public final class KnowsTheRuntime {
  /** All that there is. */
  public Jelastix all() {
    return Jelastix.standard();
  }
}
