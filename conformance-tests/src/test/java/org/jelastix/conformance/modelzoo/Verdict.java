package org.jelastix.conformance.modelzoo;

/**
 * What became of a file.
 *
 * @param ran whether a registration went through and found a finite transform
 * @param remark what was special, or why it did not run; a line
 */
record Verdict(boolean ran, String remark) {

  /** One word and the remark. */
  String text() {
    return (ran ? "runs" : "fails") + (remark.isEmpty() ? "" : ": " + remark);
  }
}
