package org.jelastix.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what a check finds wrong. Not thread-safe. */
public final class Findings {
  /** Findings kept of one check; more do not help anybody. */
  private static final int LIMIT = 10;

  private final List<String> messages = new ArrayList<>();
  private int dropped;

  /** Thrown by {@link #skip}. */
  static final class Skipped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Skipped(String reason) {
      super(reason);
    }
  }

  /** Part of a check that may throw. */
  @FunctionalInterface
  public interface Attempt {
    /**
     * Tries something.
     *
     * @throws Exception if it fails
     */
    void run() throws Exception;
  }

  /** Nothing found yet. */
  public Findings() {}

  /**
   * Reports something wrong.
   *
   * @param message what, with numbers
   */
  public void add(String message) {
    if (messages.size() < LIMIT) {
      messages.add(message);
    } else {
      dropped++;
    }
  }

  /**
   * Reports something wrong unless a condition holds.
   *
   * @param condition what must hold
   * @param message what is wrong if it does not
   * @return the condition
   */
  public boolean expect(boolean condition, Supplier<String> message) {
    if (!condition) {
      add(message.get());
    }
    return condition;
  }

  /**
   * Reports unless an exception of a kind, with a one-line message, is thrown.
   *
   * @param what that is tried, for the message
   * @param kind what must be thrown
   * @param attempt what to try
   */
  public void expectThrown(String what, Class<? extends RuntimeException> kind, Attempt attempt) {
    try {
      attempt.run();
    } catch (Exception e) {
      if (!kind.isInstance(e)) {
        unexpected(what + " must throw " + kind.getSimpleName() + ", but", e);
      } else if (e.getMessage() == null || e.getMessage().isBlank()) {
        add(what + " throws a " + kind.getSimpleName() + " without a message");
      } else if (e.getMessage().strip().contains("\n")) {
        add(what + " throws a message of several lines: " + e.getMessage());
      }
      return;
    }
    add(what + " must throw " + kind.getSimpleName() + ", but nothing was thrown");
  }

  /**
   * Reports an exception, with the place that it came from.
   *
   * @param what that was tried
   * @param e what was thrown
   */
  public void unexpected(String what, Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    add(what + " threw " + e + (trace.length == 0 ? "" : " at " + trace[0]));
  }

  /**
   * Ends the check: it does not apply.
   *
   * @param reason for the report
   */
  public void skip(String reason) {
    throw new Skipped(reason);
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return messages.isEmpty();
  }

  List<String> toList() {
    List<String> all = new ArrayList<>(messages);
    if (dropped > 0) {
      all.add("and " + dropped + " more like these");
    }
    return all;
  }
}
