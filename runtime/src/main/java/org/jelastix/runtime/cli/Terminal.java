package org.jelastix.runtime.cli;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.Method;

/**
 * Where a command prints, and whether a person watches.
 *
 * @param out results and log lines
 * @param err errors and the progress bar
 * @param interactive whether both are a terminal
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive) {

  /** The process's own streams. */
  static Terminal ofProcess() {
    return new Terminal(System.out, System.err, isInteractive());
  }

  @SuppressWarnings("SystemConsoleNull") // before JDK 22 it is null without a terminal
  private static boolean isInteractive() {
    Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      // From JDK 22 on there is a console even when the streams are redirected.
      Method isTerminal = Console.class.getMethod("isTerminal");
      return (Boolean) isTerminal.invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
