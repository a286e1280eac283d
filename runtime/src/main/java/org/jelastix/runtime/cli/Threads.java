package org.jelastix.runtime.cli;

/** The number of threads on a command line. */
final class Threads {
  private Threads() {}

  static int parse(String option, String text) {
    try {
      int threads = Integer.parseInt(text);
      if (threads >= 1) {
        return threads;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers below 1.
    }
    throw new UsageException(
        option + " is \"" + text + "\"; expected a whole number of at least 1");
  }
}
