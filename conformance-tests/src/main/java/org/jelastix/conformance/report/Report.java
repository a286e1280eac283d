package org.jelastix.conformance.report;

import java.time.Duration;
import java.util.List;
import org.jelastix.conformance.Outcome.Status;
import org.jelastix.conformance.suite.Result;

/**
 * What a run found.
 *
 * @param jars the jars looked at
 * @param parts one a jar, then one a component
 */
public record Report(List<JarFacts> jars, List<Part> parts) {

  /** Copies the lists. */
  public Report {
    jars = List.copyOf(jars);
    parts = List.copyOf(parts);
  }

  /** Whether nothing failed. */
  public boolean isAcceptable() {
    return parts.stream().allMatch(part -> part.count(Status.FAILED) == 0);
  }

  /**
   * How many checks went so.
   *
   * @param status which
   */
  public int count(Status status) {
    return parts.stream().mapToInt(part -> part.count(status)).sum();
  }

  /** How long all checks took. */
  public Duration elapsed() {
    return parts.stream().map(Part::elapsed).reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * One jar or component.
   *
   * @param id kind and name: {@code Metric.MyMetric}
   * @param summary what it says of itself
   * @param reference the paper that it names; may be empty
   * @param source class and jar
   * @param results one a check
   */
  public record Part(
      String id, String summary, String reference, String source, List<Result> results) {

    /** Copies the list. */
    public Part {
      results = List.copyOf(results);
    }

    /**
     * How many checks went so.
     *
     * @param status which
     */
    public int count(Status status) {
      return (int) results.stream().filter(r -> r.outcome().status() == status).count();
    }

    /** How long its checks took. */
    public Duration elapsed() {
      return results.stream().map(r -> r.outcome().elapsed()).reduce(Duration.ZERO, Duration::plus);
    }
  }
}
