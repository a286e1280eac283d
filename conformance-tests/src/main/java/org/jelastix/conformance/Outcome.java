package org.jelastix.conformance;

import java.time.Duration;
import java.util.List;

/**
 * How a check went.
 *
 * @param status in one word
 * @param findings what is wrong, empty unless failed (or waived)
 * @param reason why it was skipped or waived, else empty
 * @param elapsed how long it took
 */
public record Outcome(Status status, List<String> findings, String reason, Duration elapsed) {

  /** How a check can go. */
  public enum Status {
    /** It holds. */
    PASSED,
    /** It does not. */
    FAILED,
    /** It does not apply to this component. */
    SKIPPED,
    /** It does not hold, and the component's settings say why that is accepted. */
    WAIVED
  }

  /** Copies the list. */
  public Outcome {
    findings = List.copyOf(findings);
  }

  static Outcome of(List<String> findings, long nanos) {
    return new Outcome(
        findings.isEmpty() ? Status.PASSED : Status.FAILED, findings, "", Duration.ofNanos(nanos));
  }

  static Outcome skipped(String reason) {
    return new Outcome(Status.SKIPPED, List.of(), reason, Duration.ZERO);
  }

  /**
   * The same findings, accepted.
   *
   * @param why the reason
   */
  public Outcome waivedFor(String why) {
    return new Outcome(Status.WAIVED, findings, why, elapsed);
  }

  /** Whether nothing is wrong that was not accepted. */
  public boolean isAcceptable() {
    return status != Status.FAILED;
  }
}
