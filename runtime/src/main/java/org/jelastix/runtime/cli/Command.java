package org.jelastix.runtime.cli;

/** A command with options of its own, which picocli fills in. */
interface Command {

  /** Does the work. */
  void run(Terminal terminal);

  /** The options of all commands, as given. */
  CommonOptions common();
}
