package org.jelastix.api;

/** A parameter is missing, malformed, out of range, or names a component that does not exist. */
public class ParameterException extends JelastixException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line for the user
   */
  public ParameterException(String message) {
    super(message);
  }

  /**
   * @param message one line for the user
   * @param cause what was caught
   */
  public ParameterException(String message, Throwable cause) {
    super(message, cause);
  }
}
