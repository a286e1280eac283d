package org.jelastix.conformance.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jelastix.conformance.replay.ReferenceCase.Tolerance;

/**
 * How far a replay came from its reference. Differences are NaN where the reference says nothing.
 *
 * @param reference what was run
 * @param metric relative difference of the first value
 * @param gradient relative difference of the first gradient's norm
 * @param later largest relative difference of the first values of later resolutions
 * @param transform mean distance of the final transforms, in voxels
 * @param findings what is not within the tolerances
 * @param skipped why it was not run, or empty
 */
public record ReplayOutcome(
    ReferenceCase reference,
    double metric,
    double gradient,
    double later,
    double transform,
    List<String> findings,
    String skipped) {

  /** Copies the list. */
  public ReplayOutcome {
    findings = List.copyOf(findings);
  }

  static ReplayOutcome skipped(ReferenceCase reference, String reason) {
    double nan = Double.NaN;
    return new ReplayOutcome(reference, nan, nan, nan, nan, List.of(), reason);
  }

  /** Whether it was not run. */
  public boolean isSkipped() {
    return !skipped.isEmpty();
  }

  /** Adds a finding for each difference beyond its tolerance. */
  ReplayOutcome judged() {
    Tolerance allowed = reference.tolerance();
    List<String> all = new ArrayList<>(findings);
    add(all, "the first value", metric, allowed.metric());
    add(all, "the first gradient's norm", gradient, allowed.gradient());
    add(all, "a first value of a later resolution", later, allowed.later());
    if (transform > allowed.transform() || (Double.isNaN(transform) && hasTransform())) {
      all.add(
          String.format(
              Locale.ROOT,
              "the final transform is %.4g voxels away on average; %.4g allowed",
              transform,
              allowed.transform()));
    }
    return new ReplayOutcome(reference, metric, gradient, later, transform, all, skipped);
  }

  private boolean hasTransform() {
    return !reference.transforms().isEmpty();
  }

  private static void add(List<String> findings, String what, double off, double allowed) {
    if (off > allowed) {
      findings.add(
          String.format(
              Locale.ROOT, "%s differs by %.3g relative; %.3g allowed", what, off, allowed));
    }
  }

  /** One line for the table. */
  String line() {
    String verdict =
        isSkipped() ? "skipped: " + skipped : findings.isEmpty() ? "agrees" : "DIFFERS";
    return String.format(
        Locale.ROOT,
        "%-52s %10s %10s %10s %10s %10s  %s",
        reference.name(),
        text(metric),
        text(gradient),
        text(later),
        text(transform),
        text(reference.tolerance().transform()),
        verdict);
  }

  private static String text(double v) {
    return Double.isNaN(v) ? "-" : String.format(Locale.ROOT, "%.2g", v);
  }
}
