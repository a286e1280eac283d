package org.jelastix.api;

/** An input file or image cannot be read, or does not fit the others. */
public class InputException extends JelastixException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line for the user
   */
  public InputException(String message) {
    super(message);
  }

  /**
   * @param message one line for the user
   * @param cause what was caught
   */
  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
