package org.jelastix.runtime.cli;

import java.io.PrintStream;
import org.jelastix.api.JelastixException;
import org.jelastix.runtime.command.UsageException;

/** What went wrong, as one line and an exit code. */
record Failure(String message, int exitCode, Throwable cause) {

  static Failure of(Throwable thrown) {
    if (thrown instanceof UsageException) {
      return new Failure(oneLine(thrown.getMessage()), ExitCode.USAGE, thrown);
    }
    if (thrown instanceof JelastixException) {
      return new Failure(oneLine(thrown.getMessage()), ExitCode.FAILED, thrown);
    }
    if (thrown instanceof OutOfMemoryError) {
      String message =
          "not enough memory ("
              + Runtime.getRuntime().maxMemory() / (1 << 20)
              + " MB for the JVM); allow more, for example with JELASTIX_JAVA_OPTS=-Xmx8g";
      return new Failure(message, ExitCode.FAILED, thrown);
    }
    String message =
        "internal error: "
            + oneLine(String.valueOf(thrown))
            + " (--debug shows where; please report it)";
    return new Failure(message, ExitCode.FAILED, thrown);
  }

  /** Prints the line, and the stack trace if asked for. */
  void print(PrintStream err, boolean debug) {
    err.println("ERROR: " + message);
    if (debug) {
      cause.printStackTrace(err);
    }
    err.flush();
  }

  private static String oneLine(String text) {
    return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
