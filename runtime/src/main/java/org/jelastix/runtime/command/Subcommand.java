package org.jelastix.runtime.command;

/**
 * A command of another jar: {@code jelastix NAME …}. Found by ServiceLoader, so that what it needs
 * is loaded only when it is there and asked for.
 *
 * <p>Options and arguments are fields that carry picocli's annotations; the class itself carries
 * {@code @CommandLine.Command}. The options of all commands (threads, plug-ins, debug, help) are
 * added by the command line, as are the printing of help and of errors in one line.
 */
public interface Subcommand {

  /** What is typed: one word, or two for a command of a command ({@code "conformance record"}). */
  String name();

  /**
   * Does the work, after the fields have been filled.
   *
   * @param invocation the options of all commands, and where to print
   * @return the exit code: 0 fine, 1 failed
   * @throws org.jelastix.api.JelastixException if it cannot be done: exit code 1, or 2 for a {@link
   *     UsageException}
   */
  int run(Invocation invocation);
}
