package org.jelastix.transforms.planted;

/** A component that counts all its uses in the process. */
public final class CountsInAStatic {
  private static int uses;

  /** One more. */
  public int use() {
    return ++uses;
  }
}
