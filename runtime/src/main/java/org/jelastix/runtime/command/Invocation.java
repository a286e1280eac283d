package org.jelastix.runtime.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jelastix.runtime.Jelastix;

/**
 * How a command was called.
 *
 * @param threads most threads; empty for one a processor
 * @param plugins folder with jars of more components
 * @param out takes results
 * @param err takes what a person may want to know meanwhile
 */
public record Invocation(
    Optional<Integer> threads, Optional<Path> plugins, PrintStream out, PrintStream err) {

  /** Checks. */
  public Invocation {
    Objects.requireNonNull(threads, "threads");
    Objects.requireNonNull(plugins, "plugins");
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(err, "err");
  }

  /** The library with these threads and plug-ins, to be closed. */
  public Jelastix open() {
    Jelastix.Builder builder = Jelastix.builder();
    threads.ifPresent(builder::threads);
    plugins.ifPresent(builder::plugins);
    return builder.build();
  }
}
