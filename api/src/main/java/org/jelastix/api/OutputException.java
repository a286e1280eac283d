package org.jelastix.api;

/** An output file cannot be written. */
public class OutputException extends JelastixException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line for the user
   */
  public OutputException(String message) {
    super(message);
  }

  /**
   * @param message one line for the user
   * @param cause what was caught
   */
  public OutputException(String message, Throwable cause) {
    super(message, cause);
  }
}
