package org.jelastix.conformance;

import java.util.Objects;

/**
 * One thing that must hold of one component. Independent of any test framework: {@link #run()} says
 * how it went and never throws.
 */
public final class Check {
  private final String id;
  private final String title;
  private final Procedure procedure;

  /** What a check does. */
  @FunctionalInterface
  public interface Procedure {
    /**
     * Looks, and reports what is wrong.
     *
     * @param findings where to report
     * @throws Exception is a finding too
     */
    void run(Findings findings) throws Exception;
  }

  /**
   * @param id stable and short, for waivers: {@code gradient.differences}
   * @param title what must hold, as a sentence
   * @param procedure looks for violations
   */
  public Check(String id, String title, Procedure procedure) {
    this.id = Objects.requireNonNull(id, "id");
    this.title = Objects.requireNonNull(title, "title");
    this.procedure = Objects.requireNonNull(procedure, "procedure");
  }

  /** Stable and short, for waivers. */
  public String id() {
    return id;
  }

  /** What must hold, as a sentence. */
  public String title() {
    return title;
  }

  /** Looks, and says how it went. */
  public Outcome run() {
    long start = System.nanoTime();
    Findings findings = new Findings();
    try {
      procedure.run(findings);
    } catch (Findings.Skipped skipped) {
      if (findings.isEmpty()) {
        return Outcome.skipped(skipped.getMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      findings.add("was interrupted");
    } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
      findings.unexpected("the check", e);
    }
    return Outcome.of(findings.toList(), System.nanoTime() - start);
  }

  @Override
  public String toString() {
    return id + ": " + title;
  }
}
