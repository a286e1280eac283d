package org.jelastix.runtime.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.registry.ServiceList;

/**
 * What is the same for all commands.
 *
 * @param threads most threads; empty for one a processor
 * @param plugins folder with jars of more components
 * @param strict whether parameters without effect are errors
 * @param debug whether errors come with stack traces
 */
record Settings(Optional<Integer> threads, Optional<Path> plugins, boolean strict, boolean debug) {

  /** All defaults. */
  static Settings standard() {
    return new Settings(Optional.empty(), Optional.empty(), false, false);
  }

  /** With another number of threads, if one is given. */
  Settings withThreads(Optional<Integer> given) {
    return new Settings(given.or(() -> threads), plugins, strict, debug);
  }

  /** The library with these settings. */
  Jelastix open() {
    Jelastix.Builder builder = Jelastix.builder();
    if (threads.isPresent()) {
      builder.threads(threads.get());
    }
    if (plugins.isPresent()) {
      builder.plugins(plugins.get());
    }
    Optional<ServiceList> services = ServiceFile.ofThisStart();
    if (services.isPresent()) {
      builder.services(services.get());
    }
    return builder.build();
  }
}
