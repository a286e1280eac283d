package org.jelastix.runtime.command;

import org.jelastix.api.JelastixException;

/** The command line itself is wrong: exit code 2. */
public class UsageException extends JelastixException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, and what would be right, in one line
   */
  public UsageException(String message) {
    super(message);
  }
}
