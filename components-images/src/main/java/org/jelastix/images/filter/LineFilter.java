package org.jelastix.images.filter;

/** Filters lines in place, several at a time. May keep scratch memory: one a thread. */
@FunctionalInterface
public interface LineFilter {

  /**
   * Filters {@link Lines#TILE} lines.
   *
   * @param tile sample i of line k at {@code i · TILE + k}; lines without data hold anything
   * @param length samples a line
   */
  void filter(double[] tile, int length);
}
