package org.jelastix.runtime.cli;

import org.jelastix.api.JelastixException;

/** The command line itself is wrong: exit code 2. */
final class UsageException extends JelastixException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
