package org.jelastix.transforms.planted;

/** A component whose errors say nothing to its callers. */
public final class ThrowsAnything {
  /** Fails. */
  public void fail() {
    throw new RuntimeException("something went wrong");
  }
}
