package org.jelastix.runtime.cli;

/** What the process tells its caller. */
final class ExitCode {
  /** All done. */
  static final int FINE = 0;

  /** The run failed: bad input, bad parameters, no room for output, cancelled. */
  static final int FAILED = 1;

  /** The command line cannot be understood. */
  static final int USAGE = 2;

  private ExitCode() {}
}
