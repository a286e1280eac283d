package org.jelastix.runtime.cli;

/** The command line of one of our own commands is wrong: exit code 2. */
final class UsageException extends org.jelastix.runtime.command.UsageException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
