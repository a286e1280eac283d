package org.jelastix.api;

/**
 * What went wrong, in one line that a user can act on: what, where (file and line, parameter,
 * component) and what would be accepted.
 */
public class JelastixException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line, no trailing full stop needed
   */
  public JelastixException(String message) {
    super(message);
  }

  /**
   * @param message one line, no trailing full stop needed
   * @param cause what was caught; shown with {@code --debug} only
   */
  public JelastixException(String message, Throwable cause) {
    super(message, cause);
  }
}
