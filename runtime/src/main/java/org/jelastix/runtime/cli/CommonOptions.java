package org.jelastix.runtime.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of all commands. */
final class CommonOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "At most N threads. Results do not depend on it.")
  private String threads;

  @Option(
      names = "--plugins",
      paramLabel = "FOLDER",
      description = "A folder with jars of more components.")
  private Path plugins;

  @Option(names = "--debug", description = "Show stack traces of errors.")
  private boolean debug;

  @SuppressWarnings("UnusedVariable") // picocli looks at it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  boolean debug() {
    return debug;
  }

  Settings settings(boolean strict) {
    Optional<Integer> count =
        Optional.ofNullable(threads).map(text -> Threads.parse("--threads", text));
    return new Settings(count, Optional.ofNullable(plugins), strict, debug);
  }
}
